using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>What orchestrations cost in requests to storage. Looks at the queue are shared by all and counted apart.</summary>
public sealed class RoundTripTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Start_Always_IsATransactionAndAWakeUp()
    {
        await using var hub = HubRig.Idle(await azurite.NewAccountAsync());
        await hub.BeginAsync(nameof(Hello), "warm");

        using var recording = hub.RoundTrips.Record();
        await hub.BeginAsync(nameof(Hello), "Ada");

        Assert.Equal(["SubmitTransaction", "SendMessage"], recording.Trips.Select(trip => trip.Operation));
    }

    [Fact]
    public async Task Raise_NoHubInThisProcess_IsATransactionAndAWakeUp()
    {
        await using var hub = HubRig.Idle(await azurite.NewAccountAsync());
        var id = await hub.BeginAsync(nameof(Listener), 1);

        using var recording = hub.RoundTrips.Record();
        await hub.Client.RaiseEventAsync(id, "word", "x");

        Assert.Equal(["SubmitTransaction", "SendMessage"], recording.Trips.Select(trip => trip.Operation));
    }

    [Fact]
    public async Task Raise_Waiting_IsOneTransactionAndItsTurnTwoRequests()
    {
        await using var hub = await StartAsync();
        var id = await hub.BeginAsync(nameof(Listener), 2);
        await hub.HasHistoryAsync(id, 3);
        await QuietAsync(hub);

        using var recording = hub.RoundTrips.Record();
        await hub.Client.RaiseEventAsync(id, "word", "x");
        await Eventually.TrueAsync(() => Task.FromResult(Commits() == 2), () => "The turn was not stored.");

        Assert.Equal(["SubmitTransaction", "QueryEntities", "SubmitTransaction"], recording.Trips.Select(trip => trip.Operation).Where(operation => operation != "ReceiveMessages"));

        int Commits() => recording.Trips.Count(trip => trip.Operation == "SubmitTransaction");
    }

    [Fact]
    public async Task Activities_OneAfterTheOther_CostOneRequestEach()
    {
        await using var hub = await StartAsync();
        await hub.RunAsync(nameof(Steps), 1);
        await QuietAsync(hub);

        using var recording = hub.RoundTrips.Record();
        var id = await hub.BeginAsync(nameof(Steps), 10);
        await Eventually.TrueAsync(() => Task.FromResult(recording.Trips.Any(trip => trip.Operation == "DeleteMessage")), () => "The wake-up was not deleted.");

        var commits = recording.Trips.Count(trip => trip.Operation == "SubmitTransaction");
        var others = recording.Trips.Where(trip => trip.Operation is not ("SubmitTransaction" or "ReceiveMessages")).Select(trip => trip.Operation).Order().ToList();
        // The start, the first turn, and one turn after each activity.
        Assert.Equal(12, commits);
        // The look at the beginning; neither the lease nor the inbox costs anything of its own while nobody rings.
        Assert.Equal(["DeleteMessage", "QueryEntities", "SendMessage"], others);
    }

    [Fact]
    public async Task Timer_Set_CostsOneMore()
    {
        await using var hub = await StartAsync();
        await hub.RunAsync(nameof(Steps), 1);
        await QuietAsync(hub);

        using var recording = hub.RoundTrips.Record();
        await hub.BeginAsync(nameof(Race), TimeSpan.FromHours(1));
        await Eventually.TrueAsync(() => Task.FromResult(recording.Trips.Any(trip => trip.Operation == "DeleteMessage")), () => "The wake-up was not deleted.");

        // The start is two of these, the turn after it three, and the timer's own wake-up is the last but one.
        Assert.Equal(
            ["SubmitTransaction", "SendMessage", "QueryEntities", "SubmitTransaction", "SendMessage", "DeleteMessage"],
            recording.Trips.Select(trip => trip.Operation).Where(operation => operation != "ReceiveMessages"));
    }

    // A lease or a wake-up that ran out on a busy machine would cost something too.
    private Task<HubRig> StartAsync() => HubRig.StartAsync(azurite, change: options => options.Lease = options.VisibilityTimeout = TimeSpan.FromMinutes(2));

    // Until no wake-up is under way any more.
    private static Task QuietAsync(HubRig hub) => Eventually.TrueAsync(
        async () => (await hub.Queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, () => "The queue is not empty.");
}
