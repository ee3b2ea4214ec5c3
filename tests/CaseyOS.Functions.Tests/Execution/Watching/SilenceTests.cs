using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Core.Suppression;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Watching;

/// <summary>What follows when nobody answers, step by step, with crashes between the steps.</summary>
public sealed class SilenceTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private static readonly TimeSpan PastTheWindow = TimeSpan.FromHours(73);

    [Fact]
    public async Task CreateFollowUp_RunTwice_MakesOneMoveAboutTheDealInTheSameThread()
    {
        var silent = await SilentAsync();
        var later = Another(PastTheWindow);

        await later.RunAsync<CreateFollowUp>(silent);
        await Another(PastTheWindow).RunAsync<CreateFollowUp>(silent);
        await DrainAsync(later);

        var move = Assert.Single(await FollowUpsAsync(later));
        Assert.Equal(($"deal:{Deal.Id}", silent.MailResult!.ThreadId), (move.Entity, ((MailContext)move.ActionContext!).ThreadId));
        Assert.Equal("Follow-up 1 of 3 proposed.", (await StoredAsync(silent)).Watch.Timeline[^1].Text);
    }

    [Fact]
    public async Task CreateFollowUp_KilledAfterItsPlaceWasTaken_TakesNoSecondPlace()
    {
        var silent = await SilentAsync();
        var later = Another(PastTheWindow);
        Assert.Equal(1, await later.Get<FollowUpCounts>().TakeAsync(silent, 3, Cancel));

        await later.RunAsync<CreateFollowUp>(silent);

        Assert.Equal("Follow-up 1 of 3 proposed.", (await StoredAsync(silent)).Watch.Timeline[^1].Text);
        Assert.Equal(1, await later.Get<FollowUpCounts>().TakeAsync(silent, 3, Cancel));
    }

    [Fact]
    public async Task CreateFollowUp_KilledAfterItsSignalWasProcessed_StillSaysWhatItDid()
    {
        var silent = await SilentAsync();
        var later = Another(PastTheWindow);
        await later.Get<FollowUps>().ProposeAsync(silent, Cancel);
        await DrainAsync(later);

        await later.RunAsync<CreateFollowUp>(silent);
        await DrainAsync(later);

        Assert.Single(await FollowUpsAsync(later));
        Assert.Equal("Follow-up 1 of 3 proposed.", (await StoredAsync(silent)).Watch.Timeline[^1].Text);
    }

    [Fact]
    public async Task CreateFollowUp_PersonTakesNoMail_ProposesNothingAndSaysWhy()
    {
        var silent = await SilentAsync();
        await Program.Get<SuppressionList>().AddAsync(Casey.Owner, Person.Email!, new(SuppressionReason.Unsubscribed, "gmail:1", TimeProvider.System.GetUtcNow()), Cancel);
        var later = Another(PastTheWindow);

        await later.RunAsync<CreateFollowUp>(silent);

        Assert.Equal(0, await DrainAsync(later));
        Assert.StartsWith("No follow-up: ", (await StoredAsync(silent)).Watch.Timeline[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateFollowUp_AnotherMoveToThePersonIsOpen_ProposesNothing()
    {
        var silent = await SilentAsync();
        var open = await MoveAsync(entity: "deal:another");
        var later = Another(PastTheWindow);

        await later.RunAsync<CreateFollowUp>(silent);

        Assert.Equal(0, await DrainAsync(later));
        Assert.Equal($"No follow-up: \"{open.Title}\" is open already.", (await StoredAsync(silent)).Watch.Timeline[^1].Text);
    }

    [Fact]
    public async Task RecordNoResponse_KilledBeforeItsRecord_MakesUpForItWithTheSameId()
    {
        var silent = await SilentAsync();
        var outcomes = Program.Get<TableServiceClient>().GetTableClient("Outcomes");
        await foreach (var row in outcomes.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            await outcomes.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancel);
        }

        await Another(PastTheWindow).RunAsync<RecordNoResponse>(silent);
        await Another(PastTheWindow).RunAsync<RecordNoResponse>(silent);

        Assert.Equal(silent.Outcome!.Id, Assert.Single(await Program.Outcomes.ListAsync(Casey.Owner, null, 50, Cancel)).Id);
    }

    [Fact]
    public async Task RecordNoResponse_BeforeTheWindowEnds_RecordsNothing()
    {
        var sent = await SentAsync();

        var stands = await Another(TimeSpan.FromHours(71)).RunAsync<RecordNoResponse>(sent);

        Assert.Equal(WatchState.WaitingForReply, stands.State);
        Assert.Empty(await Program.Outcomes.ListAsync(Casey.Owner, null, 50, Cancel));
    }

    [Fact]
    public async Task ObserveReply_InTimeButSeenAfterSilenceWasRecorded_TakesItsPlace()
    {
        var silent = await SilentAsync();
        var reply = new ObservedReply(
            Casey.Owner, "late", silent.MailResult!.ThreadId!, Person.Email!, Person.DisplayName, silent.SentAt!.Value.AddHours(70), "It was in the spam folder.");

        await Another(PastTheWindow).Detector.ObserveReplyAsync(reply, Cancel);

        var answered = await StoredAsync(silent);
        Assert.Equal((OutcomeType.EmailReplied, WatchEnd.Replied), (answered.Outcome!.Type, answered.Watch.EndedBecause));
    }

    [Fact]
    public async Task RecordNoResponse_AtOnceWithAnAnswer_TheAnswerStays()
    {
        var sent = await SentAsync();
        var reply = new ObservedReply(
            Casey.Owner, "just in time", sent.MailResult!.ThreadId!, Person.Email!, Person.DisplayName, sent.SentAt!.Value.AddHours(71), "It came in the last hour.");

        await Task.WhenAll(
            Another(PastTheWindow).RunAsync<RecordNoResponse>(sent),
            Another(PastTheWindow).Detector.ObserveReplyAsync(reply, Cancel));

        Assert.Equal(OutcomeType.EmailReplied, (await StoredAsync(sent)).Outcome!.Type);
    }

    private async Task<Core.Executions.Execution> SentAsync()
    {
        var execution = await ExecuteAsync(await MoveAsync());
        await Sandbox.SendDraftAsync(execution.MailResult!.GmailDraftId!);
        await Program.RunAsync<LookAtDraft>(execution);
        return await StoredAsync(execution);
    }

    private async Task<Core.Executions.Execution> SilentAsync()
    {
        var sent = await SentAsync();
        await Another(PastTheWindow).RunAsync<RecordNoResponse>(sent);
        var silent = await StoredAsync(sent);
        Assert.Equal(OutcomeType.NoResponse, silent.Outcome?.Type);
        return silent;
    }

    private static async Task<IReadOnlyList<QueueItem>> FollowUpsAsync(Instance instance) =>
        [.. (await instance.Items.ReadOpenAsync((await instance.Get<Core.Accounts.AccountStore>().ListAsync(Cancel)).Single().Owner, Cancel)).Items.Where(item => item.SignalType == FollowUps.SignalType)];

    /// <summary>Processes the signals that wait; answers how many there were.</summary>
    private static async Task<int> DrainAsync(Instance instance)
    {
        var queue = instance.Get<QueueServiceClient>().GetQueueClient(SignalMessage.Queue);
        await queue.CreateIfNotExistsAsync(Cancel);
        await instance.Get<SignalStore>().EnsureAsync(Cancel);
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Cancel);
        foreach (var message in messages)
        {
            await instance.Get<SignalProcessor>().ProcessAsync(message.Body.ToString(), Cancel);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancel);
        }

        return messages.Length;
    }
}
