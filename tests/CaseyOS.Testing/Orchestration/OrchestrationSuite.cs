using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using Xunit;

namespace CaseyOS.Testing.Orchestration;

/// <summary>What holds for orchestrations wherever they run. Each setting is a subclass; the assertions are the same.</summary>
public abstract partial class OrchestrationSuite(OrchestrationSetting setting)
{
    private readonly string id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Activity_Completes_ItsResultIsTheOrchestrations()
    {
        var end = await RunAsync(nameof(Hello), "Ada");

        Assert.Equal((OrchestrationRuntimeStatus.Completed, "\"Hello Ada\"", "\"Ada\""), (end.RuntimeStatus, end.SerializedOutput, end.SerializedInput));
        Assert.Equal(["Ada"], setting.Log.Of(id));
    }

    [Fact]
    public async Task Activities_OneAfterTheOther_RunOnceEach()
    {
        Assert.Equal("5", (await RunAsync(nameof(Steps), 5)).SerializedOutput);
        Assert.Equal(Enumerable.Range(0, 5).Select(step => $"{id} {step}"), setting.Log.Of(id));
    }

    [Fact]
    public async Task WhenAll_OverActivities_KeepsTheirOrder()
    {
        Assert.Equal("\"Hello 0 Hello 1 Hello 2 Hello 3\"", (await RunAsync(nameof(FanOut), 4)).SerializedOutput);
        Assert.Equal(["0", "1", "2", "3"], setting.Log.Of(id).Order());
    }

    [Fact]
    public async Task Value_ThroughHistory_ComesOutAsItWentIn()
    {
        var parcel = new Parcel("Ä \"ß\" 🎉 \\ \n", new(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)), "2026-11-21T09:00:00.0000000Z", 0.10m, [1, null, -3]);

        var end = await RunAsync(nameof(Courier), parcel);

        Assert.Equivalent(parcel, System.Text.Json.JsonSerializer.Deserialize<Parcel>(end.SerializedOutput!, Core.CaseyJson.Options), strict: true);
    }

    [Fact]
    public async Task Activity_FailsTwice_IsTriedAgainAfterGrowingPauses()
    {
        await setting.StartAsync(id, nameof(Persistent), "knock");
        await setting.HistoryAsync(id, 8); // failed, and the timer is set
        await setting.PassAsync(TimeSpan.FromSeconds(10));
        await setting.HistoryAsync(id, 16);
        Assert.Equal(2, setting.Log.Of(id).Count);
        await setting.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, setting.Log.Of(id).Count);
        await setting.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("\"at last\"", (await setting.EndAsync(id)).SerializedOutput);
        Assert.Equal(3, setting.Log.Of(id).Count);
    }

    [Fact]
    public async Task Activity_FailsForGood_IsNotTriedAgainAndFailsTheOrchestration()
    {
        var end = await RunAsync(nameof(Hopeless), "x");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, end.FailureDetails!.ErrorType);
        Assert.Equal("Task 'Refuses' (#0) failed: never", end.FailureDetails.ErrorMessage);
        Assert.Equal(("CaseyOS.Core.ValidationException", "never", true), (end.FailureDetails.InnerFailure!.ErrorType, end.FailureDetails.InnerFailure.ErrorMessage, end.FailureDetails.InnerFailure.IsNonRetriable));
        Assert.Equal(["refused"], setting.Log.Of(id));
    }

    [Theory]
    [InlineData("Breaks", "Breaks: CaseyOS.Core.ConnectorException: There is no such item. / slow / False")]
    [InlineData("Refuses", "Refuses: CaseyOS.Core.ValidationException: never /  / True")]
    public async Task Activity_Fails_OrchestratorCatchesWhatItThrew(string activity, string expected) =>
        Assert.Equal($"\"{expected}\"", (await RunAsync(nameof(Careful), activity)).SerializedOutput);

    [Fact]
    public async Task Orchestrator_Throws_FailsWithDetails()
    {
        var end = await RunAsync(nameof(Thrower), "at once");

        Assert.Equal((OrchestrationRuntimeStatus.Failed, (string?)null), (end.RuntimeStatus, end.SerializedOutput));
        Assert.Equal(("System.InvalidOperationException", "at once", "slow"), (end.FailureDetails!.ErrorType, end.FailureDetails.ErrorMessage, end.FailureDetails.InnerFailure!.ErrorMessage));
    }

    [Theory]
    [InlineData(nameof(Stranger), "do everything else in an activity")]
    [InlineData(nameof(Strayed), "Orchestrator 'Strayed' awaits something that is not its context's")]
    public async Task Await_OnWhatIsNotTheContexts_IsRefusedWithAdvice(string orchestrator, string advice)
    {
        var end = await RunAsync(orchestrator, "x");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(advice, end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedCode_AgainstItsHistory_FailsNamingBothSides()
    {
        setting.Log.IsChanged = false;
        await setting.StartAsync(id, "Changing", "x");
        await setting.HistoryAsync(id, 7);
        setting.Log.IsChanged = true;
        await setting.RaiseAsync(id, "word", "go");

        var failure = (await setting.EndAsync(id)).FailureDetails!;

        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, failure.ErrorType);
        Assert.Equal("History has activity 'Say' as action #0, but orchestrator 'Changing' decided activity 'Huge'.", failure.ErrorMessage);
    }

    private async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input)
    {
        await setting.StartAsync(id, orchestrator, input);
        return await setting.EndAsync(id);
    }
}
