using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Functions.Tests.Execution;

public sealed class RecoveryTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Run_DiedBetweenDraftAndItsRecord_FindsTheDraftAndMakesNoSecond()
    {
        var item = await DieAsync();

        var id = (await StoredAsync(item)).ExecutionId!.Value;

        var held = await Another().RunAsync<PerformExecution>(item.Owner, id);
        Assert.Equal((WatchState.Performing, ItemStatus.Executing), (held.State, (await StoredAsync(item)).Status));
        Assert.True(held.Until > TimeProvider.System.GetUtcNow());

        var taken = await Another(PastTheLease).RunAsync<PerformExecution>(item.Owner, id);

        Assert.Equal(WatchState.WaitingForSending, taken.State);
        var execution = (await Program.Executions.GetAsync(item.Owner, id, Cancel)).Value;
        Assert.Equal((ExecutionStatus.Succeeded, 2), (execution.Status, execution.Attempts));
        Assert.Equal(Assert.Single(await Sandbox.DraftsAsync()).DraftId, execution.MailResult!.GmailDraftId);
        Assert.Equal(1, await CountAsync("draft_created"));
        Assert.Equal(1, await CountAsync("engagement_logged"));
        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
    }

    [Fact]
    public async Task Run_TwoInstancesAtOnce_OneTakesOver()
    {
        var item = await DieAsync();
        var id = (await StoredAsync(item)).ExecutionId!.Value;
        Instance[] instances = [Another(PastTheLease), Another(PastTheLease), Another(PastTheLease)];

        await Task.WhenAll(instances.Select(instance => instance.RunAsync<PerformExecution>(item.Owner, id)));

        var execution = (await Program.Executions.GetAsync(item.Owner, id, Cancel)).Value;
        Assert.Equal((ExecutionStatus.Succeeded, 2), (execution.Status, execution.Attempts));
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_MoveWhosePerformerDied_IsFinishedOnTheSpot()
    {
        var item = await DieAsync();
        var later = Another(PastTheLease);

        var answer = await later.Executor.ExecuteAsync(new(Casey, item.Id, ExecutionMode.Draft, null, null, "dying"), Cancel);

        Assert.Equal(ExecutionStatus.Succeeded, Assert.IsType<ExecuteAnswer.Ended>(answer).Execution.Status);
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Run_DraftSentBeforeAnybodyLooked_MakesNoSecond()
    {
        var item = await DieAsync();
        await Sandbox.SendDraftAsync(Assert.Single(await Sandbox.DraftsAsync()).DraftId!);

        var later = Another(PastTheLease);
        var stands = await later.RunAsync<PerformExecution>(item.Owner, (await StoredAsync(item)).ExecutionId!.Value);

        Assert.Equal(1, await CountAsync("draft_created"));
        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
        Assert.True(stands.NextCheck <= later.Get<TimeProvider>().GetUtcNow(), "Nobody looks at once when it was sent.");
        Assert.Equal(WatchState.WaitingForReply, (await later.RunAsync<LookAtDraft>(item.Owner, (await StoredAsync(item)).ExecutionId!.Value)).State);
    }

    [Fact]
    public async Task Run_DraftSentUnchanged_KeepsItsMessageId()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        var sent = await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);

        await Another(TimeSpan.FromMinutes(10)).RunAsync<LookAtDraft>(execution);

        var seen = await StoredAsync(execution);
        Assert.Equal((DraftFate.SentUnchanged, false, true), (seen.Fate, seen.Reversible, seen.MailResult!.Sent));
        Assert.Equal(sent.RfcMessageId, seen.SentMessageId);
        Assert.NotNull(seen.SentAt);
    }

    [Fact]
    public async Task Run_DraftSentWithAnotherSubject_FindsItInItsNewThread()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Sandbox.EditDraftAsync(execution.MailResult!.GmailDraftId!, "A subject of my own", "My own words.");
        var sent = await Sandbox.SendDraftAsync(execution.MailResult.GmailDraftId!);

        await Another(TimeSpan.FromMinutes(10)).RunAsync<LookAtDraft>(execution);

        var seen = await StoredAsync(execution);
        Assert.Equal(DraftFate.SentEdited, seen.Fate);
        Assert.Equal((sent.ThreadId, sent.RfcMessageId), (seen.MailResult!.ThreadId, seen.SentMessageId));
    }

    [Fact]
    public async Task Run_DraftDeletedByHand_NotesItAndMakesNoOther()
    {
        var item = await MoveAsync();
        var execution = await ExecuteAsync(item);
        await Sandbox.DeleteDraftAsync(execution.MailResult!.GmailDraftId!);

        await Another(TimeSpan.FromMinutes(10)).RunAsync<LookAtDraft>(execution);
        await Another(TimeSpan.FromHours(10)).RunAsync<LookAtDraft>(execution);

        Assert.Equal(DraftFate.Deleted, (await StoredAsync(execution)).Fate);
        Assert.Equal((WatchState.Ended, WatchEnd.DraftDeleted), ((await StoredAsync(execution)).Watch.State, (await StoredAsync(execution)).Watch.EndedBecause));
        Assert.Equal(1, await CountAsync("draft_created"));
        var history = await Program.Items.ReadHistoryAsync(item.Owner, item.Id, Cancel);
        Assert.Single(history, entry => entry.Change == "draft deleted");
    }

    /// <summary>A program that dies after Gmail has taken the draft.</summary>
    private async Task<QueueItem> DieAsync()
    {
        var item = await MoveAsync();
        var dying = Another(configure: services =>
        {
            services.RemoveAll<IActionHandler>();
            services.AddSingleton<MailHandler>();
            services.AddSingleton<IActionHandler, CrashingHandler>();
        });
        await Assert.ThrowsAsync<PowerCutException>(async () => await dying.Executor.ExecuteAsync(await ConfirmAsync(item, "dying", on: dying), Cancel));
        return item;
    }
}
