using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>The world changes in the hold: what was right to send is not any more, and the user reads why.</summary>
public sealed class LastLookTests(SandboxFixture sandbox, AzuriteFixture azurite) : SendTest(sandbox, azurite)
{
    [Fact]
    public async Task Send_TheyAnsweredMeanwhile_IsNotSentAndTheMoveIsOpen()
    {
        var (held, thread) = await HoldAnswerAsync();
        await ReplyAsync(thread);

        var refused = await RefusedAsync(held, "conversation went on");

        Assert.Null(refused.Result);
        Assert.Equal(ItemStatus.Pending, (await Another().Items.GetAsync(held.Owner, held.ItemId, Cancel)).Value.Status);
        // With a fresh look it can be sent.
        Assert.Equal(ExecutionStatus.Succeeded, (await PassAsync(await HoldAsync((await Program.Items.GetAsync(held.Owner, held.ItemId, Cancel)).Value, "again"))).Status);
    }

    [Fact]
    public async Task Send_TheyWroteInAnotherConversationMeanwhile_IsNotSent()
    {
        var (thread, _) = await ConversationAsync();
        var held = await HoldAsync(await MoveAsync(entity: "deal:8"), overrides: new(SecondMail: true));
        await ReplyAsync(thread);

        await RefusedAsync(held, "wrote to you before");
    }

    [Fact]
    public async Task Execute_TheyWroteInAnotherConversationSinceThePreview_IsStaleToSendAndNotToDraft()
    {
        var (thread, _) = await ConversationAsync();
        var (one, two) = (await MoveAsync(entity: "deal:8"), await MoveAsync(entity: "deal:9"));
        var send = await ConfirmAsync(one, "send", new(SecondMail: true), mode: ExecutionMode.Send);
        var draft = await ConfirmAsync(two, "draft");
        await ReplyAsync(thread);

        Assert.IsType<ExecuteAnswer.Stale>(await Program.Executor.ExecuteAsync(send, Cancel));
        Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(draft, Cancel));
    }

    [Theory]
    [InlineData(SuppressionReason.Unsubscribed, "asked on")]
    [InlineData(SuppressionReason.HardBounce, "takes no mail")]
    public async Task Send_SuppressedMeanwhile_IsNotSentAndGivesItsPlaceBack(SuppressionReason reason, string words)
    {
        var held = await HoldAsync();
        await Program.Get<SuppressionList>().AddAsync(Casey.Owner, Person.Email!, new(reason, "gmail:1", held.StartedAt), Cancel);

        await RefusedAsync(held, words);

        Assert.Equal(0, (await Another().Get<LimitBook>().ReadAsync(Casey.Owner, ActionType.SendEmail, Cancel))[0].Used);
    }

    [Fact]
    public async Task Send_DraftDeletedByTheUser_IsNotSentAndNotMadeAgain()
    {
        var held = await HoldAsync();
        await Sandbox.DeleteDraftAsync(held.MailResult!.GmailDraftId!);

        var failed = await PassAsync(held);
        await PassAsync(held, TimeSpan.FromHours(1));

        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.Contains("deleted in Gmail", failed.Error, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await SentAsync(), await CountAsync("draft_created")));
    }

    [Theory]
    [InlineData(null, "Quite another text.")]
    [InlineData("Another subject", null)]
    public async Task Send_DraftChangedByTheUser_IsNotSentAndStays(string? subject, string? text)
    {
        var held = await HoldAsync();
        await Sandbox.EditDraftAsync(held.MailResult!.GmailDraftId!, subject, text);

        var failed = await PassAsync(held);

        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.Contains("You changed the draft", failed.Error, StringComparison.Ordinal);
        Assert.Equal(held.MailResult.GmailDraftId, Assert.Single(await Sandbox.DraftsAsync()).DraftId);
        Assert.Equal(0, await SentAsync());
    }

    [Fact]
    public async Task Send_SentByTheUserHimself_IsRecordedOnce()
    {
        var held = await HoldAsync();
        var his = await Sandbox.SendDraftAsync(held.MailResult!.GmailDraftId!);

        var sent = await PassAsync(held);

        Assert.Equal((ExecutionStatus.Succeeded, his.RfcMessageId), (sent.Status, sent.SentMessageId));
        Assert.Single(await Sandbox.EffectsAsync("mail_sent"));
    }

    [Fact]
    public async Task Send_TwoMailsToOnePersonConfirmedAtOnce_SendsTheFirst()
    {
        // The other instance's memory is from before the first one was confirmed.
        var other = Another();
        var (one, two) = (await MoveAsync(entity: "deal:1"), await MoveAsync(entity: "deal:2"));
        var second = await ConfirmAsync(two, "two", on: other, mode: ExecutionMode.Send);
        var first = await HoldAsync(one, "one");
        var later = Assert.IsType<ExecuteAnswer.GoesOn>(await other.Executor.ExecuteAsync(second, Cancel)).Execution;

        await RefusedAsync(later, "came first");

        Assert.Equal(ExecutionStatus.Succeeded, (await PassAsync(first)).Status);
    }

    // Nothing went out, nothing is left, and the reason can be read.
    private async Task<Core.Executions.Execution> RefusedAsync(Core.Executions.Execution held, string words)
    {
        var (sent, drafts) = (await SentAsync(), (await Sandbox.DraftsAsync()).Count);
        var failed = await PassAsync(held);
        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        Assert.Contains(words, failed.Error, StringComparison.Ordinal);
        Assert.Equal((sent, drafts - 1), (await SentAsync(), (await Sandbox.DraftsAsync()).Count));
        Assert.Equal(WatchEnd.Failed, failed.Watch.EndedBecause);
        return failed;
    }
}
