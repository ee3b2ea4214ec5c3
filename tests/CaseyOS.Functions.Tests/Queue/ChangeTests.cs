using CaseyOS.Core;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Queue;

public sealed class ChangeTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Change_InOneProcess_IsSeenInTheOtherAfterTheLease()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();
        Assert.Single((await other.TodayAsync()).Moves);

        await one.Queue.SkipAsync(one.Ref(move), "bad_timing", "Asked for spring", one.Cancelled);
        other.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty((await other.TodayAsync()).Moves);
        Assert.Equal((await one.TodayAsync()).ETag, (await other.TodayAsync()).ETag);
    }

    [Fact]
    public async Task Change_EachInTurn_EveryProcessSeesTheOthersAndItsOwn()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        for (var i = 0; i < 6; i++)
        {
            await (i % 2 == 0 ? one : other).AddAsync($"deal:{i}");
            one.Clock.Advance(TimeSpan.FromSeconds(3));
            Assert.Equal(i + 1, (await one.TodayAsync()).Moves.Count);
            Assert.Equal(i + 1, (await other.TodayAsync()).Moves.Count);
        }
    }

    [Fact]
    public async Task VersionRow_AfterManyProcesses_IsTidiedAndChangesAreStillSeen()
    {
        var storage = await azurite.NewStorageAsync();
        var reader = new QueueProcess(storage, new());
        for (var start = 0; start < 42; start++)
        {
            await new QueueProcess(storage, reader.Clock).AddAsync($"deal:{start}");
        }

        reader.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(42, (await reader.ListAsync()).Total);
        var row = (await reader.Store.Table.GetEntityAsync<TableEntity>(QueueProcess.Owner.Value, Keys.Version)).Value;
        Assert.DoesNotContain(row.Keys, name => name.StartsWith("p_", StringComparison.Ordinal));

        await new QueueProcess(storage, reader.Clock).AddAsync("deal:42");
        reader.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(43, (await reader.ListAsync()).Total);
    }

    [Fact]
    public async Task Resolve_AcceptedMeanwhileInAnotherProcess_LeavesItToTheUser()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();
        Assert.Single((await other.TodayAsync()).Moves);
        await one.Queue.AcceptAsync(one.Ref(move), one.Cancelled);

        Assert.IsType<ChangeResult.Refused>(await other.Queue.ResolveAsync(QueueProcess.Owner, move.Id, "The deal was closed.", other.Cancelled));

        Assert.Equal(ItemStatus.Accepted, (await one.Queue.GetAsync(QueueProcess.Owner, move.Id, one.Cancelled))!.Status);
    }

    [Fact]
    public async Task Accept_ManyTimesAtOnceFromTwoProcesses_HappensOnce()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? one : other)
            .Select(process => Task.Run(() => process.Queue.AcceptAsync(process.Ref(move), process.Cancelled))));

        Assert.Single(results, result => result is ChangeResult.Changed);
        Assert.Equal(9, results.Count(result => result is ChangeResult.Refused(ItemStatus.Accepted, ItemStatus.Accepted)));
        var history = await one.Queue.ReadHistoryAsync(move.Owner, move.Id, one.Cancelled);
        Assert.Equal(["accepted", "created"], history!.Select(entry => entry.Change));
    }

    [Fact]
    public async Task Edit_DifferentFieldsAtOnceFromTwoProcesses_LosesNone()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();

        await Task.WhenAll(
            Task.Run(() => one.Queue.EditAsync(one.Ref(move), new() { Title = new("Call Ada Lund") }, one.Cancelled)),
            Task.Run(() => other.Queue.EditAsync(other.Ref(move), new() { Description = new("She asked for prices") }, other.Cancelled)),
            Task.Run(() => one.Queue.AcceptAsync(one.Ref(move), one.Cancelled)));

        var changed = await one.Queue.GetAsync(move.Owner, move.Id, one.Cancelled);
        Assert.Equal(("Call Ada Lund", "She asked for prices", ItemStatus.Accepted, 4L), (changed!.Title, changed.Description, changed.Status, changed.Version));
    }

    [Fact]
    public async Task Edit_OldVersion_IsStaleWithTheCurrentMove()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();
        await other.Queue.AcceptAsync(other.Ref(move), other.Cancelled);

        // This process still holds version 1 and must not trust it.
        var result = await one.Queue.EditAsync(one.Ref(move, ifVersion: 1), new() { Title = new("Call Ada Lund") }, one.Cancelled);

        Assert.Equal(ItemStatus.Accepted, Assert.IsType<ChangeResult.Stale>(result).Current.Status);
        Assert.IsType<ChangeResult.Changed>(await one.Queue.EditAsync(one.Ref(move, ifVersion: 2), new() { Title = new("Call Ada Lund") }, one.Cancelled));
    }

    [Fact]
    public async Task Reopen_ThatAnotherProcessClosed_WorksFromAnOldCopy()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();
        await other.Queue.CompleteAsync(other.Ref(move), other.Cancelled);

        var reopened = Assert.IsType<ChangeResult.Changed>(await one.Queue.ReopenAsync(one.Ref(move), one.Cancelled)).Item;

        Assert.Equal((ItemStatus.Pending, null), (reopened.Status, reopened.CompletedAt));
        Assert.Single((await one.TodayAsync()).Moves);
    }

    [Fact]
    public async Task Reopen_WhenAnotherMoveIsOpenForTheEntity_IsAConflictAndChangesNothing()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var first = await process.AddAsync();
        await process.Queue.CompleteAsync(process.Ref(first), process.Cancelled);
        Assert.IsType<ProposeResult.Queued>(await process.ProposeAsync(process.Signal(bucket: "w2")));

        var conflict = await Assert.ThrowsAsync<ConflictException>(() => process.Queue.ReopenAsync(process.Ref(first), process.Cancelled));

        Assert.Equal("already_open", conflict.Code);
        Assert.Equal(ItemStatus.Completed, (await process.Queue.GetAsync(first.Owner, first.Id, process.Cancelled))!.Status);
    }

    [Fact]
    public async Task Snooze_WhoseTimeHasPassed_ComesBackUnseenAndIsStoredByTheNextRecalculation()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var move = await process.AddAsync();
        await process.Queue.SnoozeAsync(process.Ref(move), process.Clock.GetUtcNow().AddHours(1), process.Cancelled);
        var while1 = await process.TodayAsync();

        process.Clock.Advance(TimeSpan.FromHours(1));
        var after = await process.TodayAsync();

        Assert.Empty(while1.Moves);
        Assert.NotEqual(while1.ETag, after.ETag);
        Assert.Equal(ItemStatus.Pending, Assert.Single(after.Moves).Status);
        Assert.Equal(new Recalculation(1, 1), await process.Queue.RecalculateAsync(move.Owner, process.Cancelled));
        Assert.Equal(new Recalculation(1, 0), await process.Queue.RecalculateAsync(move.Owner, process.Cancelled));
        Assert.IsType<ChangeResult.Changed>(await process.Queue.AcceptAsync(process.Ref(move), process.Cancelled));
    }

    [Fact]
    public async Task Recalculate_NextDay_RewritesWhatMovedOnceAlsoWhenRunByTwo()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var moving = await one.AddAsync();
        await one.Queue.EditAsync(one.Ref(moving), new() { DueBy = new(one.Clock.GetUtcNow().AddDays(9)) }, one.Cancelled);
        await one.AddAsync("deal:2");
        one.Clock.Advance(TimeSpan.FromHours(14)); // past midnight in Berlin: both dates are a day nearer

        var results = await Task.WhenAll(one.Queue.RecalculateAsync(moving.Owner, one.Cancelled), other.Queue.RecalculateAsync(moving.Owner, other.Cancelled));

        Assert.Equal(2, results.Sum(result => result.Rewritten));
        var after = await other.Queue.GetAsync(moving.Owner, moving.Id, other.Cancelled);
        Assert.True(after!.Score.Base > moving.Score.Base - 20);
        Assert.Equal(3, after.Version);
        Assert.Contains((await one.Queue.ReadHistoryAsync(moving.Owner, moving.Id, one.Cancelled))!, entry => entry.Change == "rescored");
    }

    [Fact]
    public async Task TryUpdate_ExtraRowInTheWay_NamesItAndChangesNothing()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var move = await process.AddAsync();
        await process.Store.Table.AddEntityAsync(new TableEntity(move.Owner.Value, "key|taken"));
        var current = await process.Store.GetAsync(move.Owner, move.Id, process.Cancelled);

        var conflict = await Assert.ThrowsAsync<RowConflictException>(() => process.Store.TryUpdateAsync(
            current,
            current.Value with { Status = ItemStatus.Executing },
            new() { At = process.Clock.GetUtcNow(), Actor = "casey", Change = "executing" },
            [
                new(TableTransactionActionType.Add, new TableEntity(move.Owner.Value, "exec|1")),
                new(TableTransactionActionType.Add, new TableEntity(move.Owner.Value, "key|taken")),
            ],
            process.Cancelled));

        Assert.Equal("key|taken", conflict.RowKey);
        Assert.Equal(ItemStatus.Pending, (await process.Queue.GetAsync(move.Owner, move.Id, process.Cancelled))!.Status);
        Assert.False((await process.Store.Table.GetEntityIfExistsAsync<TableEntity>(move.Owner.Value, "exec|1")).HasValue);
    }

    [Fact]
    public async Task Edit_WhileExecuting_IsRefused()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var move = await process.AddAsync();
        var current = await process.Store.GetAsync(move.Owner, move.Id, process.Cancelled);
        await process.Store.TryUpdateAsync(
            current, current.Value with { Status = ItemStatus.Executing }, new() { At = process.Clock.GetUtcNow(), Actor = "casey", Change = "executing" }, process.Cancelled);

        var conflict = await Assert.ThrowsAsync<ConflictException>(() => process.Queue.EditAsync(process.Ref(move), new() { Title = new("x y") }, process.Cancelled));

        Assert.Equal("already_executing", conflict.Code);
        Assert.IsType<ChangeResult.Refused>(await process.Queue.CompleteAsync(process.Ref(move), process.Cancelled));
    }

    [Fact]
    public async Task Edit_OtherOwner_FindsNothing()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var move = await process.AddAsync();

        Assert.IsType<ChangeResult.Missing>(await process.Queue.AcceptAsync(process.Ref(move) with { Owner = new("alex") }, process.Cancelled));
    }
}
