using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Audits;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Delivery;

/// <summary>From the confirmation over the hold to the sent mail, or back.</summary>
public sealed class HoldTests(SandboxFixture sandbox, AzuriteFixture azurite) : SendTest(sandbox, azurite)
{
    [Fact]
    public async Task Preview_Send_SaysWhatItDoesAndThatItCannotBeTakenBack()
    {
        var item = await MoveAsync();

        var preview = await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Send, null, Cancel);

        Assert.Equal("Sends after 30 seconds; until then you can undo. After that it cannot be taken back.", preview.WhatHappens);
        Assert.False(preview.Reversible);
        Assert.Empty(preview.Concerns);
        Assert.Empty(await Sandbox.EffectsAsync());
    }

    [Fact]
    public async Task Execute_Send_MakesTheDraftAndHoldsIt()
    {
        var held = await HoldAsync();
        await Program.RunAsync<PerformExecution>(held);

        var stored = await StoredAsync(held);
        Assert.Equal((ExecutionStatus.Holding, true, WatchState.Holding), (stored.Status, stored.Reversible, stored.Watch.State));
        Assert.InRange(stored.HoldUntil!.Value - stored.StartedAt, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(45));
        Assert.Equal(stored.HoldUntil, stored.Watch.Until);
        Assert.Equal(Assert.Single(await Sandbox.DraftsAsync()).DraftId, stored.MailResult!.GmailDraftId);
        Assert.Equal((0, 0), (await SentAsync(), await CountAsync("engagement_logged")));
    }

    [Fact]
    public async Task Hold_Over_SendsThatDraftOnceLogsItAsSentAndWaitsForTheAnswer()
    {
        var item = await MoveAsync();
        var held = await HoldAsync(item);

        var sent = await PassAsync(held);
        await PassAsync(held, TimeSpan.FromMinutes(5));

        var mail = Assert.Single(await Sandbox.EffectsAsync("mail_sent"));
        Assert.Equal(("api", held.MailResult!.GmailDraftId), (mail.Actor, mail.Content.GetProperty("draftId").GetString()));
        Assert.Equal((ExecutionStatus.Succeeded, false, DraftFate.SentUnchanged), (sent.Status, sent.Reversible, sent.Fate));
        Assert.Equal(mail.Content.GetProperty("rfcMessageId").GetString(), sent.SentMessageId);
        Assert.Equal((true, WatchState.WaitingForReply), (sent.MailResult!.Sent, sent.Watch.State));
        Assert.Equal(sent.SentAt + TimeSpan.FromHours(72), sent.Watch.Until);
        Assert.Equal(held.Id, await Program.Executions.FindBySentMessageAsync(Casey.Owner, sent.SentMessageId!, Cancel));
        var logged = Assert.Single(await Sandbox.EffectsAsync("engagement_logged")).Content.GetProperty("properties");
        Assert.Equal("SENT", logged.GetProperty("hs_email_status").GetString());
        Assert.Equal(ItemStatus.Executed, (await StoredAsync(item)).Status);
        Assert.Empty(await Sandbox.DraftsAsync());
        Assert.Equal(
            ["execution_succeeded", "mail_sent", "mail_sending", "execution_started"],
            (await Program.Get<AuditLog>().ListAsync(Casey.Owner, null, 10, Cancel)).OrderByDescending(entry => Array.IndexOf(Steps, entry.What)).Select(entry => entry.What));
    }

    [Fact]
    public async Task Hold_WithoutWindow_SendsAtOnce()
    {
        var at = Another(also: ("Execution:HoldWindow", "00:00:00"));
        var preview = await at.Executor.PreviewAsync(Casey, (await MoveAsync()).Id, ExecutionMode.Send, null, Cancel);
        Assert.Equal("Sends at once. It cannot be taken back.", preview.WhatHappens);
        var request = await ConfirmAsync(await MoveAsync(entity: "deal:2"), "key", on: at, mode: ExecutionMode.Send);

        var held = Assert.IsType<ExecuteAnswer.GoesOn>(await at.Executor.ExecuteAsync(request, Cancel)).Execution;
        await at.RunAsync<PerformExecution>(held);

        Assert.Equal((ExecutionStatus.Succeeded, 1), ((await StoredAsync(held)).Status, await SentAsync()));
    }

    [Fact]
    public async Task Execute_SameKeyWhileHeld_AnswersWithTheHold()
    {
        var request = await ConfirmAsync(await MoveAsync(), "same", mode: ExecutionMode.Send);
        var first = Assert.IsType<ExecuteAnswer.GoesOn>(await Program.Executor.ExecuteAsync(request, Cancel)).Execution;

        var second = Assert.IsType<ExecuteAnswer.GoesOn>(await Another().Executor.ExecuteAsync(request, Cancel)).Execution;

        Assert.Equal((first.Id, first.HoldUntil), (second.Id, second.HoldUntil));
        Assert.Equal(1, await CountAsync("draft_created"));
    }

    [Fact]
    public async Task Undo_InTheHold_DeletesTheDraftAndTheMoveIsOpenAgain()
    {
        var item = await MoveAsync();
        var held = await HoldAsync(item);

        var first = await UndoAsync(held);
        var second = await UndoAsync(held, Another());
        await PassAsync(held);

        Assert.Equal((ExecutionStatus.Cancelled, ExecutionStatus.Cancelled), (first.Status, second.Status));
        Assert.Equal(WatchEnd.Cancelled, (await StoredAsync(held)).Watch.EndedBecause);
        Assert.Equal((0, 1), (await SentAsync(), await CountAsync("draft_deleted")));
        Assert.Equal(ItemStatus.Pending, (await StoredAsync(item)).Status);

        // Nobody was written to, so the same wish under the same key is neither known nor a second mail.
        Assert.Equal(ExecutionStatus.Succeeded, (await PassAsync(await HoldAsync(item))).Status);
        Assert.Equal(1, await SentAsync());
    }

    [Fact]
    public async Task Undo_AfterTheHoldButBeforeAnybodySends_StillWins()
    {
        var held = await HoldAsync();
        var late = Another(TimeSpan.FromMinutes(10));

        Assert.Equal(ExecutionStatus.Cancelled, (await UndoAsync(held, late)).Status);

        await late.RunAsync<PerformExecution>(held);
        Assert.Equal(0, await SentAsync());
    }

    [Fact]
    public async Task Undo_AfterTheSending_IsIrreversibleAndSaysWhy()
    {
        var sent = await PassAsync(await HoldAsync());

        var error = await TooLateAsync(sent);

        Assert.Contains($"was sent to {Person.DisplayName}", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionStatus.Succeeded, (await StoredAsync(sent)).Status);
    }

    [Fact]
    public async Task Undo_WhileItIsBeingSent_SaysSo()
    {
        var held = await HoldAsync();
        await Sandbox.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts/send", delayMs = 1500 });
        var sending = PassAsync(held);
        await CaseyOS.Testing.Eventually.TrueAsync(async () => (await StoredAsync(held)).Status == ExecutionStatus.Sending, () => "It is not being sent.");

        var error = await Assert.ThrowsAsync<ConflictException>(() => UndoAsync(held));

        Assert.Equal("already_executing", error.Code);
        Assert.Contains("being sent", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExecutionStatus.Succeeded, (await sending).Status);
    }

    [Fact]
    public async Task Undo_DraftSentByTheUserHimself_IsRecordedAsSent()
    {
        var held = await HoldAsync();
        await Sandbox.SendDraftAsync(held.MailResult!.GmailDraftId!);

        await TooLateAsync(held);

        var stored = await StoredAsync(held);
        Assert.Equal((ExecutionStatus.Succeeded, DraftFate.SentUnchanged), (stored.Status, stored.Fate));
        Assert.Equal(0, await SentAsync());
    }

    [Fact]
    public async Task Undo_DraftChangedByTheUser_KeepsHisDraft()
    {
        var held = await HoldAsync();
        await Sandbox.EditDraftAsync(held.MailResult!.GmailDraftId!, null, "My own words.");

        var undone = await UndoAsync(held);

        Assert.Equal(ExecutionStatus.Cancelled, undone.Status);
        Assert.Contains("still there", undone.Watch.Timeline[^1].Text, StringComparison.Ordinal);
        Assert.Equal("My own words.", Assert.Single(await Sandbox.DraftsAsync()).Text.Trim());
    }

    [Fact]
    public async Task Undo_WhileActionsAreStopped_IsDecidedAtOnceAndDoneAfterwards()
    {
        var held = await HoldAsync();
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, null, Cancel);

        var called = await UndoAsync(held);
        await PassAsync(held);
        Assert.Equal(ExecutionStatus.Withdrawing, called.Status);
        Assert.Single(await Sandbox.DraftsAsync());

        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        Assert.Equal(ExecutionStatus.Cancelled, (await PassAsync(held)).Status);
        Assert.Equal((0, 1), (await SentAsync(), await CountAsync("draft_deleted")));
    }

    [Fact]
    public async Task Stop_InTheHold_KeepsItHeldAndItIsSentAfterwards()
    {
        var held = await HoldAsync();
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, "Wrong list", Cancel);

        var waiting = await PassAsync(held);
        Assert.Equal(ExecutionStatus.Holding, waiting.Status);
        Assert.Contains("Wrong list", waiting.Error, StringComparison.Ordinal);

        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        var sent = await PassAsync(held);
        Assert.Equal((ExecutionStatus.Succeeded, null, 1), (sent.Status, sent.Error, await SentAsync()));
    }

    [Fact]
    public async Task Stop_ForMoreThanADay_TakesTheMailBackInsteadOfSendingOldNews()
    {
        var held = await HoldAsync();

        var late = await PassAsync(held, TimeSpan.FromHours(25));

        Assert.Equal(ExecutionStatus.Failed, late.Status);
        Assert.Contains("not sent at all", late.Error, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await SentAsync(), await CountAsync("draft_deleted")));
    }

    [Fact]
    public async Task Limits_DraftAndItsSending_CountOnce()
    {
        await PassAsync(await HoldAsync());

        Assert.Equal(1, (await Another().Get<LimitBook>().ReadAsync(Casey.Owner, ActionType.SendEmail, Cancel))[0].Used);
    }

    [Fact]
    public async Task Limits_QueuedSend_IsHeldWhenThereIsRoomAndThenSent()
    {
        var oneMail = ("Limits:MailsPerHour", "1");
        await ExecuteAsync(await MoveAsync(entity: "deal:first"), "first");
        var limited = Another(also: oneMail);
        var request = await ConfirmAsync(await MoveAsync(entity: "deal:second"), "second", new(SecondMail: true), limited, ExecutionMode.Send) with { WhenLimited = WhenLimited.Queue };
        var queued = Assert.IsType<ExecuteAnswer.GoesOn>(await limited.Executor.ExecuteAsync(request, Cancel)).Execution;
        Assert.Equal(ExecutionStatus.Queued, queued.Status);

        await Another(TimeSpan.FromMinutes(61), also: oneMail).RunAsync<PerformExecution>(queued);
        Assert.Equal(ExecutionStatus.Holding, (await StoredAsync(queued)).Status);
        await Another(TimeSpan.FromMinutes(62), also: oneMail).RunAsync<PerformExecution>(queued);

        Assert.Equal((ExecutionStatus.Succeeded, 1), ((await StoredAsync(queued)).Status, await SentAsync()));
    }

    [Fact]
    public async Task Hold_LongTextInManyScripts_IsSentAsItWasConfirmed()
    {
        var text = string.Concat(Enumerable.Repeat("Zażółć gęślą jaźń, Ωμέγα 🚚 = ok.  \n.\nFrom here\n", 400));

        var sent = await PassAsync(await HoldAsync(overrides: new("Zażółć: 🚚 lanes", text)));

        Assert.Equal(ExecutionStatus.Succeeded, sent.Status);
        Assert.Equal(JsonSerializer.Serialize(text.Trim()), JsonSerializer.Serialize(Text(Assert.Single(await Sandbox.EffectsAsync("mail_sent"))).Trim()));
    }

    private static readonly string[] Steps = ["execution_started", "mail_sending", "mail_sent", "execution_succeeded"];

    private static string Text(SandboxEffect mail) => mail.Content.GetProperty("text").GetString()!.ReplaceLineEndings("\n");
}
