using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Queue;

public sealed class ProposeTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Propose_NewSignal_IsAScoredMoveInOneRoundTrip()
    {
        var process = await QueueProcess.StartAsync(azurite);
        ProposeResult? result = null;

        Assert.Equal("SubmitTransaction", await process.TripsAsync(async () => result = await process.ProposeAsync(process.Signal())));

        var move = Assert.IsType<ProposeResult.Queued>(result).Item;
        Assert.Equal("High priority because a $50k deal is due tomorrow", move.Score.Reasoning);
        Assert.Equal(move.Id, Assert.Single((await process.TodayAsync()).Moves).Id);
        var history = await process.Queue.ReadHistoryAsync(move.Owner, move.Id, process.Cancelled);
        Assert.Equal("created", Assert.Single(history!).Change);
    }

    [Fact]
    public async Task Propose_SameSignalTwice_IsKnownAndCostsNothingTheSecondTime()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var signal = process.Signal();
        var move = Assert.IsType<ProposeResult.Queued>(await process.ProposeAsync(signal)).Item;

        Assert.Equal("", await process.TripsAsync(async () => Assert.Equal(new ProposeResult.Known(move.Id, signal.Id), await process.ProposeAsync(signal))));
    }

    [Fact]
    public async Task Propose_SameSignalInAnotherProcess_IsKnownWithItsMove()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var signal = one.Signal();
        var move = Assert.IsType<ProposeResult.Queued>(await one.ProposeAsync(signal)).Item;

        Assert.Equal(new ProposeResult.Known(move.Id, signal.Id), await other.ProposeAsync(signal));
    }

    [Fact]
    public async Task Propose_SameSignalAfterItsMoveWasClosed_IsStillKnown()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var signal = one.Signal();
        var move = Assert.IsType<ProposeResult.Queued>(await one.ProposeAsync(signal)).Item;
        await one.Queue.SkipAsync(one.Ref(move), "not_relevant", null, one.Cancelled);

        Assert.IsType<ProposeResult.Known>(await one.ProposeAsync(signal));
        Assert.IsType<ProposeResult.Known>(await other.ProposeAsync(signal));
    }

    [Fact]
    public async Task Propose_TwentyTimesAtOnceFromTwoProcesses_MakesOneMove()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var signal = one.Signal();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).ProposeAsync(signal))));

        Assert.Single(results, result => result is ProposeResult.Queued);
        Assert.Equal(19, results.Count(result => result is ProposeResult.Known));
        Assert.Equal(1, (await other.ListAsync()).Total);
    }

    [Fact]
    public async Task Propose_OpenMoveForTheEntity_IsStrengthenedInOneRoundTrip()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var move = await process.AddAsync();
        var second = process.Signal(type: "proposal_no_response", inputs: new() { Subject = "deal", Value = 75_000 });
        ProposeResult? result = null;

        Assert.Equal("SubmitTransaction", await process.TripsAsync(async () => result = await process.ProposeAsync(second)));

        var stronger = Assert.IsType<ProposeResult.Strengthened>(result).Item;
        Assert.Equal(move.Id, stronger.Id);
        Assert.True(stronger.Score.Base > move.Score.Base);
        Assert.Equal(2, stronger.Version);
        Assert.Equal(1, (await process.ListAsync()).Total);
        Assert.IsType<ProposeResult.Known>(await process.ProposeAsync(second));
    }

    [Fact]
    public async Task Propose_TwoSignalsForOneEntityInEitherOrder_IsTheSameMove()
    {
        var process = await QueueProcess.StartAsync(azurite);
        List<QueueItem> moves = [];
        foreach (var (entity, stalledFirst) in (List<(string, bool)>)[("deal:1", true), ("deal:2", false)])
        {
            var stalled = process.Signal(entity);
            var silent = process.Signal(entity, "proposal_no_response", inputs: new() { Subject = "deal", BaseUrgency = 78 });
            silent = silent with { Proposal = silent.Proposal! with { Title = "Follow up on the proposal", ActionType = ActionType.FollowUp } };
            await process.ProposeAsync(stalledFirst ? stalled : silent);
            moves.Add(Assert.IsType<ProposeResult.Strengthened>(await process.ProposeAsync(stalledFirst ? silent : stalled)).Item);
        }

        Assert.All(moves, move => Assert.Equal(("Follow up on the proposal", ActionType.FollowUp), (move.Title, move.ActionType)));
        Assert.Equal((moves[0].Score.Base, moves[0].Score.Reasoning), (moves[1].Score.Base, moves[1].Score.Reasoning));
        Assert.Equal(["deal_stalled", "proposal_no_response"], moves.Select(move => move.SignalType));
    }

    [Fact]
    public async Task Propose_OpenMoveThatAnotherProcessAdded_IsStrengthened()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var move = await one.AddAsync();
        var second = other.Signal(type: "proposal_no_response");

        Assert.Equal(move.Id, Assert.IsType<ProposeResult.Strengthened>(await other.ProposeAsync(second)).Item.Id);
        Assert.IsType<ProposeResult.Known>(await one.ProposeAsync(second));
    }

    [Fact]
    public async Task Propose_ManySignalsForOneEntityAtOnceFromTwoProcesses_MakeOneMoveWithAllOfThem()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var signals = Enumerable.Range(0, 12).Select(i => one.Signal(bucket: $"w{i}")).ToList();

        var results = await Task.WhenAll(signals.Select((signal, i) => Task.Run(() => (i % 2 == 0 ? one : other).ProposeAsync(signal))));

        Assert.Single(results, result => result is ProposeResult.Queued);
        Assert.Equal(11, results.Count(result => result is ProposeResult.Strengthened));
        Assert.Equal(12, Assert.Single((await new QueueReader(one).OpenAsync())).Version);
    }

    [Fact]
    public async Task Propose_EntityWhoseMoveIsClosed_IsANewMove()
    {
        var (one, other) = await QueueProcess.StartTwoAsync(azurite);
        var first = await one.AddAsync();
        await other.Queue.CompleteAsync(other.Ref(first), other.Cancelled);

        // This process still holds the move as open.
        var second = await one.ProposeAsync(one.Signal(bucket: "w2"));

        Assert.NotEqual(first.Id, Assert.IsType<ProposeResult.Queued>(second).Item.Id);
    }

    [Fact]
    public async Task Propose_WithoutProposal_IsDroppedWithAReason()
    {
        var process = await QueueProcess.StartAsync(azurite);

        var dropped = Assert.IsType<ProposeResult.Dropped>(await process.ProposeAsync(process.Signal() with { Proposal = null }));

        Assert.NotEmpty(dropped.Reason);
    }

    [Fact]
    public async Task Propose_VeryLongTitle_IsClipped()
    {
        var process = await QueueProcess.StartAsync(azurite);
        var signal = process.Signal();

        var move = Assert.IsType<ProposeResult.Queued>(await process.ProposeAsync(signal with { Proposal = signal.Proposal! with { Title = new('x', 5000) } })).Item;

        Assert.Equal(MoveText.TitleLength, move.Title.Length);
    }

    private sealed class QueueReader(QueueProcess process)
    {
        public async Task<IReadOnlyList<QueueItem>> OpenAsync()
        {
            List<QueueItem> moves = [];
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {QueueProcess.Owner.Value} and RowKey ge {Keys.OpenPrefix} and RowKey lt {Keys.After(Keys.OpenPrefix)}");
            await foreach (var row in process.Store.Table.QueryAsync<TableEntity>(filter))
            {
                var id = QueueItemId.Parse(row.RowKey[Keys.OpenPrefix.Length..], null);
                moves.Add((await process.Queue.GetAsync(QueueProcess.Owner, id, process.Cancelled))!);
            }

            return moves;
        }
    }
}
