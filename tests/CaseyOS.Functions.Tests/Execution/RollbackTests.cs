using CaseyOS.Core;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution;

public sealed class RollbackTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task Run_Draft_IsDeletedAndHubSpotForgets()
    {
        var item = await MoveAsync();
        var execution = await ExecuteAsync(item);

        var undone = await UndoAsync(execution);

        Assert.Equal(ExecutionStatus.RolledBack, undone.Status);
        Assert.Empty(await Sandbox.DraftsAsync());
        Assert.Equal(1, await CountAsync("draft_deleted"));
        Assert.Equal((false, null), (undone.MailResult!.HubspotLogged, undone.MailResult.HubspotProblem));
        Assert.Equal(ItemStatus.RolledBack, (await StoredAsync(item)).Status);
    }

    [Fact]
    public async Task Run_Twice_AnswersTheSame()
    {
        var execution = await ExecuteAsync(await MoveAsync());

        var first = await UndoAsync(execution);
        var second = await UndoAsync(execution);

        Assert.Equal((first.Id, first.Status), (second.Id, second.Status));
        Assert.Equal(1, await CountAsync("draft_deleted"));
    }

    [Fact]
    public async Task Run_TwiceAtOnce_UndoesOnce()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        var other = Another();

        var both = await Task.WhenAll(UndoAsync(execution), UndoAsync(execution, other));

        Assert.All(both, undone => Assert.Equal(ExecutionStatus.RolledBack, undone.Status));
        Assert.Equal(1, await CountAsync("draft_deleted"));
    }

    [Fact]
    public async Task Run_AnswerLost_SucceedsAtTheSecondTry()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Sandbox.FaultAsync(new { method = "DELETE", path = "/gmail/v1/users/me/drafts", loseResponse = true });

        await Assert.ThrowsAsync<ConnectorException>(() => UndoAsync(execution));

        Assert.Equal(ExecutionStatus.RolledBack, (await UndoAsync(execution)).Status);
    }

    [Fact]
    public async Task Run_SentByTheUser_IsIrreversibleAndSaysWhy()
    {
        var item = await MoveAsync();
        var execution = await ExecuteAsync(item);
        await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);

        var error = await Assert.ThrowsAsync<ConflictException>(() => UndoAsync(execution));

        Assert.Equal("irreversible", error.Code);
        Assert.Contains("sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
        Assert.Equal(DraftFate.SentUnchanged, (await StoredAsync(execution)).Fate);
    }

    [Fact]
    public async Task Run_DraftAlreadyDeletedByHand_IsRolledBack()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Sandbox.DeleteDraftAsync(execution.MailResult!.GmailDraftId!);

        Assert.Equal(ExecutionStatus.RolledBack, (await UndoAsync(execution)).Status);
    }

    [Fact]
    public async Task Run_HubSpotDown_UndoesTheDraftAndHubSpotLater()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Sandbox.FaultAsync(new { provider = "hubspot", status = 500, times = -1 });

        var undone = await UndoAsync(execution);

        Assert.Equal((ExecutionStatus.RolledBack, true), (undone.Status, undone.MailResult!.HubspotLogged));
        Assert.NotNull(undone.MailResult.HubspotProblem);
        await Sandbox.ClearFaultsAsync();
        Assert.Null((await Another(TimeSpan.FromMinutes(5)).RunAsync<TellCrm>(execution)).TellAt);
        Assert.False((await StoredAsync(execution)).MailResult!.HubspotLogged);
    }

    [Fact]
    public async Task Run_SomebodyElses_IsNotFound()
    {
        var execution = await ExecuteAsync(await MoveAsync());

        await Assert.ThrowsAsync<NotFoundException>(() => Program.Rollback.RunAsync(new OwnerId("alex"), "alex@dwtb.example", execution.Id, Cancel));
    }

    private Task<Core.Executions.Execution> UndoAsync(Core.Executions.Execution execution, Instance? on = null) =>
        (on ?? Program).Rollback.RunAsync(execution.Owner, Casey.Email, execution.Id, Cancel);
}
