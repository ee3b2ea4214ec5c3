using CaseyOS.Core;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Tests.Queue;

/// <summary>The command queue as one process has it: its own copies, on storage and a clock that it shares with others.</summary>
internal sealed class QueueProcess
{
    public static readonly OwnerId Owner = new("casey");
    private readonly QueueOptions options = new();
    private readonly string actor = "casey@dwtb.example";

    public QueueProcess(StorageAccount storage, FakeTimeProvider clock)
    {
        Clock = clock;
        // Clients of its own, so that its requests are counted apart from those of other processes.
        RoundTrips = new();
        Tables = new(storage.ConnectionString, new() { RoundTrips = RoundTrips });
        Store = new(Tables, clock, Options.Create(options));
        Queue = new(Store, new(new Scorer(Options.Create(new ScoringOptions()))), new Berlin(), clock, Options.Create(options));
    }

    public FakeTimeProvider Clock { get; }

    public StorageRoundTrips RoundTrips { get; }

    public TableServiceClient Tables { get; }

    public QueueStore Store { get; }

    public CommandQueue Queue { get; }

    public CancellationToken Cancelled { get; } = TestContext.Current.CancellationToken;

    /// <summary>A process on an account of its own, whose table exists.</summary>
    public static async Task<QueueProcess> StartAsync(AzuriteFixture azurite)
    {
        var process = new QueueProcess(await azurite.NewStorageAsync(), new());
        await process.Store.EnsureAsync(default);
        return process;
    }

    /// <summary>Several processes on one account.</summary>
    public static async Task<(QueueProcess, QueueProcess)> StartTwoAsync(AzuriteFixture azurite)
    {
        var (storage, clock) = (await azurite.NewStorageAsync(), new FakeTimeProvider());
        var (one, other) = (new QueueProcess(storage, clock), new QueueProcess(storage, clock));
        await one.Store.EnsureAsync(default);
        await other.Store.EnsureAsync(default);
        return (one, other);
    }

    public Signal Signal(string entity = "deal:1", string type = "deal_stalled", string bucket = "w1", ScoreInputs? inputs = null) => new()
    {
        Id = SignalId.New(Clock),
        Owner = Owner,
        Type = type,
        Source = SignalSource.Hubspot,
        Entity = entity,
        Hash = SignalHash.Of(type, entity, bucket),
        OccurredAt = Clock.GetUtcNow(),
        DetectedAt = Clock.GetUtcNow(),
        Proposal = new()
        {
            Title = $"Follow up on stalled deal: {entity}",
            ActionType = ActionType.SendEmail,
            Domain = Domain.Sales,
            DueBy = Clock.GetUtcNow().AddHours(20),
            ScoreInputs = inputs ?? new() { Subject = "deal", Value = 50_000, BaseUrgency = 75 },
            ActionContext = new MailContext { To = "ada@northwind.example", ToName = "Ada Lund" },
        },
    };

    public Task<ProposeResult> ProposeAsync(Signal signal) => Queue.ProposeAsync(signal, Cancelled);

    public async Task<QueueItem> AddAsync(string entity = "deal:1") =>
        Assert.IsType<ProposeResult.Queued>(await ProposeAsync(Signal(entity))).Item;

    public MoveRef Ref(QueueItem item, long? ifVersion = null) => new(item.Owner, item.Id, actor, ifVersion);

    public ValueTask<TodayMoves> TodayAsync() => Queue.TodayAsync(Owner, null, Cancelled);

    public Task<MovePage> ListAsync(MoveFilter? filter = null) => Queue.ListAsync(Owner, filter ?? new(), Cancelled);

    /// <summary>What this process asks of storage while it does <paramref name="work"/>.</summary>
    public async Task<string> TripsAsync(Func<Task> work)
    {
        using var recording = RoundTrips.Record();
        await work();
        return string.Join(", ", recording.Trips.Select(trip => trip.Operation));
    }

    private sealed class Berlin : IOwnerTimeZones
    {
        public ValueTask<TimeZoneInfo> GetAsync(OwnerId owner, CancellationToken cancellationToken) =>
            new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
    }
}
