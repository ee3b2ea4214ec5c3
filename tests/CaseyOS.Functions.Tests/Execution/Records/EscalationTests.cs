using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Records;

/// <summary>An escalation has two effects, a task and a draft: both or none.</summary>
public sealed class EscalationTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task Execute_Confirmed_IsAnUrgentTaskAndADraftAndUndoTakesBothBack()
    {
        var item = await AddAsync();
        var preview = await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel);
        var shown = Assert.IsType<PreviewedEscalation>(preview.Content);
        Assert.Empty(await Sandbox.EffectsAsync());
        Assert.Contains($"Deal: {Deal.Name}", shown.Body, StringComparison.Ordinal);
        Assert.Contains("Last touch: ", shown.Body, StringComparison.Ordinal);

        var execution = await ExecuteAsync(item);

        var result = Assert.IsType<EscalationResult>(execution.Result);
        var task = Assert.Single(await Sandbox.EffectsAsync("task_created")).Content;
        var properties = task.GetProperty("properties");
        Assert.Equal((result.TaskId, "HIGH", shown.OwnerId), (task.GetProperty("id").GetString(), properties.GetProperty("hs_task_priority").GetString(), properties.GetProperty("hubspot_owner_id").GetString()));
        var draft = Assert.Single(await Sandbox.DraftsAsync());
        Assert.Equal((result.GmailDraftId, shown.Subject), (draft.DraftId, draft.Subject));
        Assert.Equal(WatchEnd.Done, execution.Watch.EndedBecause);

        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel);
        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel);
        Assert.Equal((1, 1), (await CountAsync("task_archived"), await CountAsync("draft_deleted")));
    }

    [Theory]
    [InlineData("google", "/gmail/v1/users/me/drafts")]
    [InlineData("hubspot", "/crm/objects/2026-09/tasks/batch/upsert")]
    public async Task Execute_AnswerLostAfterTheEffect_IsOneOfEach(string provider, string path)
    {
        await Sandbox.FaultAsync(new { provider, method = "POST", path, loseResponse = true });

        var execution = await ExecuteAsync(await AddAsync());

        Assert.Equal((ExecutionStatus.Succeeded, 1, 1), (execution.Status, await CountAsync("task_created"), await CountAsync("draft_created")));
    }

    [Fact]
    public async Task Execute_HubSpotSilentThenBack_IsFinishedLaterWithOneOfEach()
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = "/crm/objects/2026-09/tasks/batch/upsert", loseResponse = true, times = -1 });
        var waiting = Assert.IsType<ExecuteAnswer.GoesOn>(await Program.Executor.ExecuteAsync(await ConfirmAsync(await AddAsync(), "key"), Cancel)).Execution;

        await Sandbox.ClearFaultsAsync();
        await Another(TimeSpan.FromMinutes(5)).RunAsync<PerformExecution>(waiting);

        Assert.Equal((ExecutionStatus.Succeeded, 1, 1), ((await StoredAsync(waiting)).Status, await CountAsync("task_created"), await CountAsync("draft_created")));
    }

    [Fact]
    public async Task Execute_HubSpotRefusesTheTask_LeavesNoDraftEither()
    {
        var execution = await ExecuteAsync(await AddAsync(new("999999", "Nobody")));

        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Empty(await Sandbox.DraftsAsync());
        Assert.Equal(await CountAsync("task_created"), await CountAsync("task_archived"));
    }

    [Fact]
    public async Task Rollback_DraftWasSent_IsIrreversibleAndLeavesTheTask()
    {
        var execution = await ExecuteAsync(await AddAsync());
        await Sandbox.SendDraftAsync(((EscalationResult)execution.Result!).GmailDraftId!);

        var error = await Assert.ThrowsAsync<ConflictException>(() => Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel));

        Assert.Equal(("irreversible", 0), (error.Code, await CountAsync("task_archived")));
    }

    [Fact]
    public async Task Preview_DueInThePastOrAboutNobody_NamesTheField()
    {
        var item = await AddAsync();
        var due = await Assert.ThrowsAsync<ValidationException>(() => ConfirmAsync(item, "key", new(DueAt: TimeProvider.System.GetUtcNow().AddDays(-1))));
        var nobody = await Program.Queue.AddAsync(Casey.Owner, Casey.Email, new NewMove { Title = "A risk", ActionType = ActionType.RiskEscalation }, Cancel);
        var missing = await Assert.ThrowsAsync<ValidationException>(() => ConfirmAsync(nobody, "key"));

        Assert.Contains("overrides.due_at", due.Errors);
        Assert.Contains("contact_id", missing.Errors);
    }

    private Task<QueueItem> AddAsync(Related? contact = null) => Program.Queue.AddAsync(
        Casey.Owner,
        Casey.Email,
        new NewMove
        {
            Title = $"{Deal.Name} is at risk: close date pushed twice",
            ActionType = ActionType.RiskEscalation,
            Contact = contact ?? new Related(Person.Id, Person.DisplayName),
            Deal = new Related(Deal.Id, Deal.Name),
            ScoreInputs = new ScoreInputs(),
        },
        Cancel);
}
