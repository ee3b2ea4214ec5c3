using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Tests.Execution;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Outcomes;

public sealed class OutcomeDetectorTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    [Fact]
    public async Task ObserveReply_ToASentDraft_CompletesTheMoveWithItsOutcome()
    {
        var item = await MoveAsync();
        var execution = await ExecuteAsync(item);
        await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);

        var outcome = await Program.Detector.ObserveReplyAsync(Reply(execution.MailResult.ThreadId!), Cancel);

        Assert.Equal((OutcomeType.EmailReplied, execution.Id), (outcome!.Type, outcome.ExecutionId));
        var stored = await StoredAsync(item);
        Assert.Equal((ItemStatus.Completed, outcome.Id), (stored.Status, stored.Outcome!.Id));
        Assert.Equal(outcome.Id, (await StoredAsync(execution)).Outcome!.Id);
        Assert.Equal(outcome.Id, Assert.Single(await Program.Outcomes.ListAsync(Casey.Owner, null, 50, Cancel)).Id);
    }

    [Fact]
    public async Task ObserveReply_SeenAgainAndAtOnceElsewhere_IsOneOutcome()
    {
        var item = await MoveAsync();
        var execution = await ExecuteAsync(item);
        await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);
        var reply = Reply(execution.MailResult.ThreadId!);
        var other = Another();

        var seen = await Task.WhenAll(
            Program.Detector.ObserveReplyAsync(reply, Cancel),
            other.Detector.ObserveReplyAsync(reply with { DetectionMethod = "manual" }, Cancel),
            Program.Detector.ObserveReplyAsync(reply, Cancel),
            other.Detector.ObserveReplyAsync(reply, Cancel));

        Assert.Single(seen.Select(outcome => outcome!.Id).Distinct());
        var stored = Assert.Single(await Program.Outcomes.ListAsync(Casey.Owner, null, 50, Cancel));
        Assert.Equal(["manual", "poll"], stored.DetectionMethods.Order(StringComparer.Ordinal));
        var history = await Program.Items.ReadHistoryAsync(item.Owner, item.Id, Cancel);
        Assert.Single(history, entry => entry.Change == "outcome");
    }

    [Fact]
    public async Task ObserveReply_KilledBetweenOutcomeAndMove_IsCompletedByTheNextSight()
    {
        var item = await MoveAsync();
        var execution = await ExecuteAsync(item);
        await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);
        var reply = Reply(execution.MailResult.ThreadId!);
        var half = await Program.Outcomes.AddAsync(
            new Outcome
            {
                Id = OutcomeId.New(TimeProvider.System),
                Owner = Casey.Owner,
                ExecutionId = execution.Id,
                QueueItemId = item.Id,
                Type = OutcomeType.EmailReplied,
                SourceEvent = $"gmail:{reply.MessageId}",
                Evidence = reply.Evidence,
                DetectionMethods = ["poll"],
                OccurredAt = reply.ReceivedAt,
                DetectedAt = reply.ReceivedAt,
            },
            Cancel);

        await Program.Detector.ObserveReplyAsync(reply, Cancel);

        Assert.Equal(half.Id, (await StoredAsync(item)).Outcome!.Id);
    }

    [Fact]
    public async Task ObserveReply_ToAMailWhoseSubjectTheUserChanged_IsFoundInItsNewThread()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Sandbox.EditDraftAsync(execution.MailResult!.GmailDraftId!, "A subject of my own", "My own words.");
        var sent = await Sandbox.SendDraftAsync(execution.MailResult.GmailDraftId!);
        Assert.NotEqual(execution.MailResult.ThreadId, sent.ThreadId);

        var outcome = await Program.Detector.ObserveReplyAsync(Reply(sent.ThreadId), Cancel);

        Assert.Equal(execution.Id, outcome!.ExecutionId);
    }

    [Fact]
    public async Task ObserveReply_ThatNamesOurMessage_IsFoundWhateverItsThread()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        var sent = await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);
        await Another(TimeSpan.FromMinutes(10)).RunAsync<LookAtDraft>(execution);

        var outcome = await Program.Detector.ObserveReplyAsync(Reply("another-thread") with { References = [sent.RfcMessageId!] }, Cancel);

        Assert.Equal(execution.Id, outcome!.ExecutionId);
    }

    [Fact]
    public async Task ObserveReply_WhileTheDraftLiesUnsent_IsNobodysOutcome()
    {
        var item = await MoveAsync();
        var execution = await ExecuteAsync(item);

        Assert.Null(await Program.Detector.ObserveReplyAsync(Reply(execution.MailResult!.ThreadId!), Cancel));
        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
    }

    [Fact]
    public async Task ObserveReply_AfterTheAttributionWindow_IsNobodysOutcome()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);
        var late = Reply(execution.MailResult.ThreadId!);

        Assert.Null(await Program.Detector.ObserveReplyAsync(late with { ReceivedAt = late.ReceivedAt.AddHours(73) }, Cancel));
        Assert.NotNull(await Program.Detector.ObserveReplyAsync(late with { ReceivedAt = late.ReceivedAt.AddHours(71) }, Cancel));
    }

    private ObservedReply Reply(string thread) => new(
        Casey.Owner, "reply-1", thread, Person.Email!, Person.DisplayName, TimeProvider.System.GetUtcNow().AddSeconds(5), $"{Person.DisplayName} answered in the same thread.");
}
