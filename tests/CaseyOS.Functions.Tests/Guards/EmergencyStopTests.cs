using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Tests.Execution;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Guards;

public sealed class EmergencyStopTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private const string Reason = "Wrong list imported";

    [Fact]
    public async Task Execute_Stopped_IsRefusedInWordsWhilePreviewsWork()
    {
        var request = await ConfirmAsync(await MoveAsync(), "key");
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, Reason, Cancel);

        var refusal = await Assert.ThrowsAsync<ActionsDisabledException>(() => Program.Executor.ExecuteAsync(request, Cancel));
        var preview = await Program.Executor.PreviewAsync(Casey, request.Item, ExecutionMode.Draft, null, Cancel);

        Assert.Contains($"stopped by {Casey.Email}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Reason, Assert.Single(preview.Warnings), StringComparison.Ordinal);
        Assert.Empty(await Sandbox.EffectsAsync());

        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(request, Cancel));
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_DoneBeforeTheStop_StillAnswersWithItsResult()
    {
        var request = await ConfirmAsync(await MoveAsync(), "key");
        await Program.Executor.ExecuteAsync(request, Cancel);
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, null, Cancel);

        Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(request, Cancel));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("off")]
    public async Task Execute_SwitchedOffByConfiguration_IsRefused(string value)
    {
        var off = Another(also: ("ACTIONS_ENABLED", value));

        var request = await ConfirmAsync(await MoveAsync(), "key", on: off);

        await Assert.ThrowsAsync<ActionsDisabledException>(() => off.Executor.ExecuteAsync(request, Cancel));
        await Assert.ThrowsAsync<ActionsDisabledException>(async () => await off.Get<ActionSwitch>().PassAsync(Cancel));
    }

    [Fact]
    public async Task Find_StoppedElsewhere_IsKnownWithinTwoSecondsAndAsksStorageOnce()
    {
        var clock = new FakeTimeProvider();
        var other = Another(configure: services => services.AddSingleton<TimeProvider>(clock)).Get<ActionSwitch>();
        Assert.Null(await other.FindStopAsync(Cancel));
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, Reason, Cancel);

        clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Null(await other.FindStopAsync(Cancel));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((Casey.Email, Reason), (await other.FindStopAsync(Cancel)) is { } stop ? (stop.By, stop.Reason) : default);
    }

    [Fact]
    public async Task Execute_StoppedBetweenClickAndEffect_IsHeldAndGoesOnAfterwards()
    {
        var item = await MoveAsync();
        var slow = await StopWhilePerformingAsync(item);

        var held = (await Program.Executions.GetAsync(item.Owner, slow.ExecutionId!.Value, Cancel)).Value;
        Assert.Equal(ExecutionStatus.Performing, held.Status);
        await Another(TimeSpan.FromMinutes(5)).RunAsync<PerformExecution>(held);
        Assert.Empty(await Sandbox.EffectsAsync());
        Assert.Equal(ItemStatus.Executing, (await StoredAsync(item)).Status);

        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        await Another(TimeSpan.FromSeconds(30)).RunAsync<PerformExecution>(held);

        Assert.Equal((ExecutionStatus.Succeeded, null), ((await StoredAsync(held)).Status, (await StoredAsync(held)).Error));
        Assert.Equal((1, 1), (await CountAsync("draft_created"), await CountAsync("engagement_logged")));
        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
    }

    [Fact]
    public async Task Stop_DuringABatch_NothingReachesTheOutsideAfterwardsAndResumeFinishesIt()
    {
        List<QueueItem> items = [];
        for (var number = 0; number < 12; number++)
        {
            items.Add(await MoveAsync(entity: $"deal:{number}"));
        }

        var other = Another();
        var requests = await Task.WhenAll(items.Select((item, index) => ConfirmAsync(item, $"key {index}", on: index % 2 == 0 ? Program : other)));
        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", delayMs = 150, times = -1 });
        var running = Task.WhenAll(requests.Select(async (request, index) =>
        {
            try
            {
                await (index % 2 == 0 ? Program : other).Executor.ExecuteAsync(request, Cancel);
            }
            catch (ActionsDisabledException)
            {
                // came after the stop
            }
        }));
        await Eventually.TrueAsync(async () => await CountAsync("draft_created") > 0, () => "No draft was made.");

        var stopped = TimeProvider.System.GetUtcNow();
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, Reason, Cancel);
        await running;

        Assert.DoesNotContain(await Sandbox.RequestsAsync(), request => request.Method != "GET" && request.At > stopped.AddSeconds(5) && !request.Path.Contains("token", StringComparison.Ordinal));
        var before = (await Sandbox.EffectsAsync()).Count;
        await PerformAllAsync(Another(TimeSpan.FromMinutes(3)));
        Assert.Equal(before, (await Sandbox.EffectsAsync()).Count);

        await Sandbox.ClearFaultsAsync();
        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        await PerformAllAsync(Another(TimeSpan.FromMinutes(3)));
        var begun = await Program.Executions.ListAsync(Casey.Owner, new(null, null), null, 50, Cancel);
        Assert.All(begun, execution => Assert.Equal(ExecutionStatus.Succeeded, execution.Status));
        Assert.Equal(begun.Count, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task RollBack_Stopped_IsRefusedAndWorksAfterwards()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, null, Cancel);

        await Assert.ThrowsAsync<ActionsDisabledException>(() => Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel));
        Assert.Single(await Sandbox.DraftsAsync());

        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel);
        Assert.Empty(await Sandbox.DraftsAsync());
    }

    /// <summary>The stop comes after the reservation and before the draft.</summary>
    private async Task<QueueItem> StopWhilePerformingAsync(QueueItem item)
    {
        var request = await ConfirmAsync(item, "slow");
        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", status = 503, times = 1 });
        var slow = Another(also: ("Execution:RetryDelay", "00:00:02.500"));
        var executing = slow.Executor.ExecuteAsync(request, Cancel);
        await Eventually.TrueAsync(
            async () => (await Sandbox.RequestsAsync()).Any(asked => asked.Status == 503), () => "Gmail was not asked.");
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, Reason, Cancel);
        var answer = Assert.IsType<ExecuteAnswer.GoesOn>(await executing);
        Assert.Contains("stopped", answer.Execution.Error, StringComparison.Ordinal);
        return answer.Item;
    }

    /// <summary>What the orchestrations of all executions do next.</summary>
    private async Task PerformAllAsync(Instance instance)
    {
        foreach (var execution in await instance.Executions.ListAsync(Casey.Owner, new(), null, 100, Cancel))
        {
            await instance.RunAsync<PerformExecution>(execution);
        }
    }
}
