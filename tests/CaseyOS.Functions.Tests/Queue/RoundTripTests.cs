using CaseyOS.Core.Queue;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Queue;

/// <summary>What each operation costs in requests to storage. Time varies from machine to machine; this does not.</summary>
public sealed class RoundTripTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan BeyondLease = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Today_WithinTheLease_ReadsNothing()
    {
        var process = await QueueProcess.StartAsync(azurite);
        await process.AddAsync();
        await process.TodayAsync();

        Assert.Equal("", await process.TripsAsync(async () => await process.TodayAsync()));
    }

    [Fact]
    public async Task Today_AfterTheLeaseUnchanged_ReadsTheVersionRow()
    {
        var process = await QueueProcess.StartAsync(azurite);
        await process.AddAsync();
        var before = await process.TodayAsync();
        process.Clock.Advance(BeyondLease);
        TodayMoves? after = null;

        Assert.Equal("GetEntity", await process.TripsAsync(async () => after = await process.TodayAsync()));

        Assert.Same(before, after);
    }

    [Fact]
    public async Task Today_AfterAChangeElsewhere_ReadsTheVersionRowAndTheOpenMoves()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        await one.AddAsync();
        await one.TodayAsync();
        var added = await other.AddAsync("deal:2");
        one.Clock.Advance(BeyondLease);
        TodayMoves? today = null;

        Assert.Equal("GetEntity, QueryEntities", await one.TripsAsync(async () => today = await one.TodayAsync()));

        Assert.Contains(today!.Moves, move => move.Id == added.Id);
    }

    [Fact]
    public async Task Today_AfterAChangeOfItsOwn_ReadsNothing()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var move = await process.AddAsync();
        await process.TodayAsync();
        await process.Queue.SkipAsync(process.Ref(move), null, null, process.Cancelled);
        TodayMoves? today = null;

        Assert.Equal("", await process.TripsAsync(async () => today = await process.TodayAsync()));

        Assert.Empty(today!.Moves);
    }

    [Fact]
    public async Task Today_ManyClosedMoves_CostsNoMore()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        for (var i = 0; i < 30; i++)
        {
            var move = await one.AddAsync($"deal:{i}");
            if (i % 10 != 0)
            {
                await one.Queue.CompleteAsync(one.Ref(move), one.Cancelled);
            }
        }

        Assert.Equal("GetEntity, QueryEntities", await other.TripsAsync(async () => Assert.Equal(3, (await other.TodayAsync()).Moves.Count)));
    }

    [Fact]
    public async Task Accept_MoveThatIsHeld_IsOneRoundTrip()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var move = await process.AddAsync();

        Assert.Equal("SubmitTransaction", await process.TripsAsync(() => process.Queue.AcceptAsync(process.Ref(move), process.Cancelled)));
    }

    [Fact]
    public async Task Accept_MoveThatIsNotHeld_IsTwoRoundTrips()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();

        Assert.Equal("GetEntity, SubmitTransaction", await other.TripsAsync(() => other.Queue.AcceptAsync(other.Ref(move), other.Cancelled)));
    }

    [Fact]
    public async Task Accept_MoveThatAnotherProcessChanged_CostsTwoMore()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();
        await other.Queue.EditAsync(other.Ref(move), new() { Title = new("Call Ada Lund") }, other.Cancelled);
        ChangeResult? result = null;

        Assert.Equal(
            "SubmitTransaction, GetEntity, SubmitTransaction",
            await one.TripsAsync(async () => result = await one.Queue.AcceptAsync(one.Ref(move), one.Cancelled)));

        var changed = Assert.IsType<ChangeResult.Changed>(result).Item;
        Assert.Equal(("Call Ada Lund", ItemStatus.Accepted, 3L), (changed.Title, changed.Status, changed.Version));
    }

    [Fact]
    public async Task Get_OpenMove_IsOneReadAndClosedIsTwo()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();

        Assert.Equal("GetEntity", await other.TripsAsync(() => other.Queue.GetAsync(move.Owner, move.Id, other.Cancelled)));
        await one.Queue.CompleteAsync(one.Ref(move), one.Cancelled);
        Assert.Equal("GetEntity, GetEntity", await other.TripsAsync(() => other.Queue.GetAsync(move.Owner, move.Id, other.Cancelled)));
    }

    [Fact]
    public async Task List_OfClosedMoves_ReadsNoMoreThanThePageNeeds()
    {
        var process = await QueueProcess.StartAsync(azurite);
        List<QueueItemId> closed = [];
        for (var i = 0; i < 5; i++)
        {
            var move = await process.AddAsync($"deal:{i}");
            await process.Queue.CompleteAsync(process.Ref(move), process.Cancelled);
            closed.Insert(0, move.Id);
            process.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var filter = new MoveFilter { Statuses = new HashSet<ItemStatus> { ItemStatus.Completed }, Limit = 2 };
        MovePage? first = null;
        Assert.Equal("QueryEntities", await process.TripsAsync(async () => first = await process.ListAsync(filter)));
        var second = await process.ListAsync(filter with { Cursor = first!.NextCursor });
        var third = await process.ListAsync(filter with { Cursor = second.NextCursor });

        Assert.Equal(closed, first.Items.Concat(second.Items).Concat(third.Items).Select(move => move.Id));
        Assert.Null(third.NextCursor);
    }
}
