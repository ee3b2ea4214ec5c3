using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>What goes wrong outside must neither lose nor double a draft.</summary>
public sealed class FaultTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private const string Drafts = "/gmail/v1/users/me/drafts";

    [Fact]
    public async Task Execute_AnswerLostAfterTheEffect_FindsTheDraftAndSucceeds()
    {
        await Sandbox.FaultAsync(new { method = "POST", path = Drafts, loseResponse = true });

        var execution = await ExecuteAsync(await MoveAsync());

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(Assert.Single(await Sandbox.DraftsAsync()).DraftId, execution.MailResult!.GmailDraftId);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_AnswerLostAndLookingForTheDraftRefused_IsNotTakenForNothingDone()
    {
        await Sandbox.FaultAsync(new { method = "POST", path = Drafts, loseResponse = true });
        await Sandbox.FaultAsync(new { method = "GET", path = Drafts, status = 401, times = 2 });

        var item = await MoveAsync();
        var waits = Assert.IsType<ExecuteAnswer.GoesOn>(await Program.Executor.ExecuteAsync(await ConfirmAsync(item, "key"), Cancel)).Execution;

        Assert.Equal((ExecutionStatus.Performing, 1), (waits.Status, await CountAsync("draft_created")));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Execute_GmailInTroubleForAMoment_SucceedsWithOneDraft(int status)
    {
        await Sandbox.FaultAsync(new { method = "POST", path = Drafts, status, times = 2 });

        Assert.Equal(ExecutionStatus.Succeeded, (await ExecuteAsync(await MoveAsync())).Status);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_GmailInTroubleThroughout_FailsAndKeepsTheKeyFree()
    {
        var item = await MoveAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Drafts, status = 500, times = -1 });

        var failed = await ExecuteAsync(item, "same");

        Assert.Equal((ExecutionStatus.Failed, false), (failed.Status, failed.Reversible));
        Assert.Contains("Nothing was created", failed.Error, StringComparison.Ordinal);
        Assert.Equal(ItemStatus.Failed, (await StoredAsync(item)).Status);

        await Sandbox.ClearFaultsAsync();
        Assert.Equal(ExecutionStatus.Succeeded, (await ExecuteAsync(await StoredAsync(item), "same")).Status);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task Execute_GmailRefuses_FailsAtOnceWithASentenceAndCanBeTriedAgain(int status)
    {
        var item = await MoveAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = Drafts, status });

        var failed = await ExecuteAsync(item);

        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.EndsWith(".", failed.Error, StringComparison.Ordinal);
        Assert.Equal(ExecutionStatus.Succeeded, (await ExecuteAsync(await StoredAsync(item), "another")).Status);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_NotKnownWhetherTheDraftExists_WaitsAndFindsItLater()
    {
        var item = await MoveAsync();
        var request = await ConfirmAsync(item, "key");
        await Sandbox.FaultAsync(new { method = "POST", path = Drafts, loseResponse = true });
        await Sandbox.FaultAsync(new { method = "GET", path = Drafts, status = 500, times = -1 });

        var open = Assert.IsType<ExecuteAnswer.GoesOn>(await Program.Executor.ExecuteAsync(request, Cancel)).Execution;

        Assert.Equal(ExecutionStatus.Performing, open.Status);
        Assert.Contains("not known yet", open.Error, StringComparison.Ordinal);
        await Sandbox.ClearFaultsAsync();
        await Another(TimeSpan.FromMinutes(5)).RunAsync<PerformExecution>(open);
        Assert.Equal(ExecutionStatus.Succeeded, (await StoredAsync(open)).Status);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_GmailSlow_AnswersInTimeAndGoesOn()
    {
        var patient = Another(also: ("Execution:AnswerWithin", "00:00:00.200"));
        var item = await MoveAsync();
        var request = await ConfirmAsync(item, "key", on: patient);
        await Sandbox.FaultAsync(new { method = "POST", path = Drafts, delayMs = 1500 });

        var open = Assert.IsType<ExecuteAnswer.GoesOn>(await patient.Executor.ExecuteAsync(request, Cancel)).Execution;

        Assert.IsType<ExecuteAnswer.Busy>(await patient.Executor.ExecuteAsync(request, Cancel));
        await CaseyOS.Testing.Eventually.TrueAsync(
            async () => (await StoredAsync(open)).Status == ExecutionStatus.Succeeded, () => "The execution did not go on.");
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_HubSpotDown_KeepsTheDraftAndTellsHubSpotLater()
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", status = 500, times = -1 });

        var execution = await ExecuteAsync(await MoveAsync());

        Assert.Equal((ExecutionStatus.Succeeded, false), (execution.Status, execution.MailResult!.HubspotLogged));
        Assert.NotNull(execution.MailResult.HubspotProblem);
        Assert.Equal(1, await CountAsync("draft_created"));
        Assert.NotNull(execution.Watch.TellAt);

        Assert.NotNull((await Another(TimeSpan.FromMinutes(5)).RunAsync<TellCrm>(execution)).TellAt);
        await Sandbox.ClearFaultsAsync();
        Assert.Null((await Another(TimeSpan.FromMinutes(5)).RunAsync<TellCrm>(execution)).TellAt);
        var told = await StoredAsync(execution);
        Assert.Equal((true, null), (told.MailResult!.HubspotLogged, told.MailResult.HubspotProblem));
        Assert.Equal(1, await CountAsync("engagement_logged"));
    }

    [Fact]
    public async Task Execute_HubSpotAnswerLost_LogsOnce()
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = "^/crm/.*emails/batch/upsert", loseResponse = true, times = 2 });

        var execution = await ExecuteAsync(await MoveAsync());

        Assert.True(execution.MailResult!.HubspotLogged, execution.MailResult.HubspotProblem);
        Assert.Equal(1, await CountAsync("engagement_logged"));
    }
}
