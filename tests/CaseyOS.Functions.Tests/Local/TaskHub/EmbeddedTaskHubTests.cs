using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>What the embedded hub does beyond running workflows, which the shared suite shows: clients, limits, ends.</summary>
public sealed class EmbeddedTaskHubTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Raise_BeforeTheStart_IsDeliveredInOrder()
    {
        await using var hub = await HubRig.StartAsync(azurite);
        await hub.Client.RaiseEventAsync("early", "word", "one");
        await hub.Client.RaiseEventAsync("early", "Word", "two");

        var end = await hub.RunAsync(nameof(Listener), 2, "early");

        Assert.Equal(("\"one two\"", "2"), (end.SerializedOutput, end.SerializedCustomStatus));
    }

    [Fact]
    public async Task Start_SameIdAgain_IsNoSecondRun()
    {
        await using var hub = await HubRig.StartAsync(azurite);
        var first = hub.BeginAsync(nameof(Hello), "one", "same");
        await Task.WhenAll(first, hub.BeginAsync(nameof(Hello), "one", "same"));
        await hub.EndOfAsync("same");

        var end = await hub.RunAsync(nameof(Hello), "two", "same");

        Assert.Equal("\"Hello one\"", end.SerializedOutput);
        Assert.Equal(["one"], hub.Log.Entries);
    }

    [Fact]
    public async Task Raise_Finished_SaysSo()
    {
        await using var hub = await HubRig.StartAsync(azurite);
        var end = await hub.RunAsync(nameof(Hello), "Ada");

        var refused = await Assert.ThrowsAsync<ConflictException>(() => hub.Client.RaiseEventAsync(end.InstanceId, "word", "late"));

        Assert.Equal("finished", refused.Code);
        Assert.Contains("has ended", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminate_Waiting_EndsWithTheGivenOutput()
    {
        await using var hub = await HubRig.StartAsync(azurite);
        var id = await hub.BeginAsync(nameof(Gated), "Ada");
        await hub.HasHistoryAsync(id, 4);

        await hub.Client.TerminateInstanceAsync(id, "stopped");

        var end = await hub.EndOfAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"stopped\""), (end.RuntimeStatus, end.SerializedOutput));
        await hub.Client.TerminateInstanceAsync(id, "again");
        await Assert.ThrowsAsync<NotFoundException>(() => hub.Client.TerminateInstanceAsync("nobody"));
    }

    [Fact]
    public async Task Purge_RunningThenFinished_IsRefusedThenForgets()
    {
        await using var hub = await HubRig.StartAsync(azurite);
        var id = await hub.BeginAsync(nameof(Listener), 1);

        Assert.Equal("running", (await Assert.ThrowsAsync<ConflictException>(() => hub.Client.PurgeInstanceAsync(id))).Code);

        await hub.Client.RaiseEventAsync(id, "word", "bye");
        await hub.EndOfAsync(id);
        Assert.True(await hub.Client.PurgeInstanceAsync(id));
        Assert.False(await hub.Client.PurgeInstanceAsync(id));
        Assert.Null(await hub.Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task List_ByStatusAndPrefix_FindsThose()
    {
        await using var hub = await HubRig.StartAsync(azurite);
        await hub.RunAsync(nameof(Hello), "a", "watch-1");
        await hub.BeginAsync(nameof(Listener), 1, "watch-2");
        await hub.BeginAsync(nameof(Listener), 1, "other");
        await hub.HasHistoryAsync("watch-2", 3);

        var found = new List<string>();
        await foreach (var one in hub.Client.GetAllInstancesAsync(new([OrchestrationRuntimeStatus.Running], "watch-")))
        {
            found.Add(one.InstanceId);
        }

        Assert.Equal(["watch-2"], found);
    }

    [Fact]
    public async Task Run_UnknownOrchestrator_FailsNamingIt()
    {
        await using var hub = await HubRig.StartAsync(azurite);

        var end = await hub.RunAsync("Nonesuch");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("No orchestrator is called 'Nonesuch'.", end.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task Run_ResultTooLong_FailsInWords()
    {
        await using var hub = await HubRig.StartAsync(azurite);

        var fits = await hub.RunAsync(nameof(Greedy), 150_000);
        var end = await hub.RunAsync(nameof(Greedy), 300_000);

        Assert.Equal(150_002, fits.SerializedOutput!.Length);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("at most 200 kB", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ValidationException>(() => hub.BeginAsync(nameof(Hello), new string('x', 300_000)));
    }

    [Theory]
    [InlineData(80, OrchestrationRuntimeStatus.Completed)]
    [InlineData(120, OrchestrationRuntimeStatus.Failed)]
    public async Task FanOut_AsManyAsOneTransactionHolds_RunsElseSaysSo(int count, OrchestrationRuntimeStatus expected)
    {
        await using var hub = await HubRig.StartAsync(azurite);

        var end = await hub.RunAsync(nameof(FanOut), count);

        Assert.Equal(expected, end.RuntimeStatus);
        Assert.Equal(expected == OrchestrationRuntimeStatus.Completed ? count : 0, hub.Log.Entries.Distinct().Count());
        Assert.Equal(hub.Log.Entries.Count, hub.Log.Entries.Distinct().Count());
    }

    [Fact]
    public async Task Start_BadId_IsRefused()
    {
        await using var hub = await HubRig.StartAsync(azurite);

        await Assert.ThrowsAsync<ValidationException>(() => hub.BeginAsync(nameof(Hello), "x", "a/b"));
    }

    [Fact]
    public async Task Run_AfterEnd_LeavesNoWorkBehind()
    {
        await using var hub = await HubRig.StartAsync(azurite);
        var id = await hub.BeginAsync(nameof(Race), TimeSpan.FromHours(1));
        await hub.Client.RaiseEventAsync(id, "answer", "yes");
        await hub.EndOfAsync(id);

        await Eventually.TrueAsync(
            async () => (await hub.Store.FindWorkAsync(DateTimeOffset.MaxValue.AddYears(-1), default)).Count == 0, () => "Rows of work are left.");
    }

    [Theory]
    [InlineData("somebody else's secret")]
    [InlineData("{}")]
    public async Task Queue_ForeignMessage_IsDeletedWithALineThatDoesNotRepeatIt(string text)
    {
        var log = new LogLines();
        await using var hub = await HubRig.StartAsync(await azurite.NewAccountAsync(), configure: services => services.AddLogging(logging => logging.AddProvider(log)));
        await hub.RunAsync(nameof(Hello), "Ada");

        await hub.Queue.SendMessageAsync(text);

        await Eventually.TrueAsync(() => Task.FromResult(log.Lines.Any(line => line.Contains("is no wake-up", StringComparison.Ordinal))), () => string.Join('\n', log.Lines));
        await Eventually.TrueAsync(async () => (await hub.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, () => "The message is still there.");
        Assert.DoesNotContain(log.Lines, line => line.Contains(text, StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
