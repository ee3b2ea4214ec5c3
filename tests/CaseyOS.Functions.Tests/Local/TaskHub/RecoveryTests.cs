using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Local.TaskHub;
using CaseyOS.Testing;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>What may go wrong around the hub: lost wake-ups, dead processes, several of them, storage away.</summary>
public sealed class RecoveryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Timer_TenDays_CrossesTheQueuesLimitInHops()
    {
        var clock = new FakeTimeProvider();
        await using var hub = await HubRig.StartAsync(azurite, clock, options => options.TimerHop = TimeSpan.FromSeconds(1));
        var id = await hub.BeginAsync(nameof(TenDays), 0);
        await hub.HasHistoryAsync(id, 4);
        var due = clock.GetUtcNow().AddDays(10);
        await HopsAsync(hub, 2);

        clock.Advance(TimeSpan.FromDays(9.9));
        await HopsAsync(hub, 2);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);

        clock.Advance(TimeSpan.FromDays(0.2));
        await Eventually.TrueAsync(async () => (await hub.Client.GetInstanceAsync(id))!.IsCompleted, () => "The timer did not fire.");
        var end = await hub.Client.GetInstanceAsync(id, getInputsAndOutputs: true);
        Assert.True(DateTimeOffset.Parse(end!.SerializedOutput!.Trim('"'), System.Globalization.CultureInfo.InvariantCulture) >= due);
    }

    [Fact]
    public async Task TwoHubs_ManyInstances_EachActivityRunsOnce()
    {
        var (storage, log) = (await azurite.NewAccountAsync(), new TestLog());
        await using var one = await HubRig.StartAsync(storage, log: log, change: Patient);
        await using var other = await HubRig.StartAsync(storage, log: log, change: Patient);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => (number % 2 == 0 ? one : other).BeginAsync(nameof(Steps), 3, $"i{number}")));

        foreach (var number in Enumerable.Range(0, 40))
        {
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await one.EndOfAsync($"i{number}")).RuntimeStatus);
        }

        Assert.Equal(120, log.Entries.Count);
        Assert.Equal(120, log.Entries.Distinct().Count());
    }

    [Fact]
    public async Task TwoHubs_ActivityLongerThanTheLease_StaysWithItsWorker()
    {
        var (storage, log) = (await azurite.NewAccountAsync(), new TestLog());
        await using var one = await HubRig.StartAsync(storage, log: log);
        await using var other = await HubRig.StartAsync(storage, log: log);
        var id = await one.BeginAsync(nameof(Gated), "Ada");
        await Eventually.TrueAsync(() => Task.FromResult(log.Entries.Contains("waits Ada")), () => "The activity did not begin.");
        var first = await LeaseAsync(one, id);

        // Renewed past its first end, while the other hub looks at it again and again.
        await Eventually.TrueAsync(async () => (await LeaseAsync(one, id)).LeaseUntil > first.LeaseUntil + TimeSpan.FromSeconds(2), () => "The lease was not renewed.");
        log.Open(id);

        await one.EndOfAsync(id);
        Assert.Equal(["Ada", "waits Ada", "Ada done"], log.Entries);
    }

    [Fact]
    public async Task TwoHubs_EventRaisedAtTheOther_ReachesTheOneThatHoldsTheInstance()
    {
        var (storage, log) = (await azurite.NewAccountAsync(), new TestLog());
        await using var one = await HubRig.StartAsync(storage, log: log, change: Patient);
        var id = await one.BeginAsync(nameof(Both), 0);
        await one.HasHistoryAsync(id, 4);
        await using var other = await HubRig.StartAsync(storage, log: log, change: Patient);

        await other.Client.RaiseEventAsync(id, "word", "quick");
        await one.HasHistoryAsync(id, 7); // while the activity runs
        log.Open(id);
        await one.HasHistoryAsync(id, 10);
        await other.Client.RaiseEventAsync(id, "buffered", "late"); // when nobody holds it

        Assert.Equal("\"quick slow late\"", (await one.EndOfAsync(id)).SerializedOutput);
        Assert.Equal(["waits slow"], log.Of(id));
    }

    [Fact]
    public async Task Abandoned_InAnActivity_AnotherHubFinishesIt()
    {
        var (storage, log) = (await azurite.NewAccountAsync(), new TestLog());
        await using (var dead = await HubRig.StartAsync(storage, log: log))
        {
            await dead.BeginAsync(nameof(Gated), "Ada", "left");
            await Eventually.TrueAsync(() => Task.FromResult(log.Entries.Contains("waits Ada")), () => "The activity did not begin.");
        }

        await using var hub = await HubRig.StartAsync(storage, log: log);
        await Eventually.TrueAsync(() => Task.FromResult(log.Entries.Count == 3), () => "Nobody took it over.");
        log.Open("left");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndOfAsync("left")).RuntimeStatus);
        Assert.Equal(["Ada", "waits Ada", "waits Ada", "Ada done"], log.Entries);
    }

    [Fact]
    public async Task WakeUpsLost_HubStarts_FindsTheWork()
    {
        var storage = new StorageAccount(await azurite.NewAccountAsync());
        await using (var client = HubRig.Idle(storage.ConnectionString))
        {
            await client.BeginAsync(nameof(Hello), "Ada", "lost");
            await client.BeginAsync(nameof(Race), TimeSpan.FromSeconds(2), "timer");
        }

        await storage.Queues.GetQueueClient(Hints.QueueName).ClearMessagesAsync();
        await using var hub = await HubRig.StartAsync(storage.ConnectionString);

        Assert.Equal("\"Hello Ada\"", (await hub.EndOfAsync("lost")).SerializedOutput);
        Assert.Equal("\"time\"", (await hub.EndOfAsync("timer")).SerializedOutput);
    }

    [Fact]
    public async Task TimersWakeUpLost_HubStarts_FiresInTime()
    {
        var storage = new StorageAccount(await azurite.NewAccountAsync());
        await using (var first = await HubRig.StartAsync(storage.ConnectionString))
        {
            await first.BeginAsync(nameof(Race), TimeSpan.FromSeconds(4), "timer");
            await first.HasHistoryAsync("timer", 4);
        }

        await storage.Queues.GetQueueClient(Hints.QueueName).ClearMessagesAsync();
        await using var hub = await HubRig.StartAsync(storage.ConnectionString);

        Assert.Equal("\"time\"", (await hub.EndOfAsync("timer")).SerializedOutput);
    }

    [Theory]
    [InlineData(Cut.Request)]
    [InlineData(Cut.Answer)]
    public async Task StorageCut_InTheMiddle_GoesOnByItself(Cut cut)
    {
        var storage = new StorageAccount(await azurite.NewAccountAsync());
        await using var proxy = CuttingProxy.Before(storage.Tables.Uri.Port);
        var log = new TestLog();
        await using var hub = await HubRig.StartAsync(storage.ConnectionStringThrough(proxy), log: log);
        await using var outside = HubRig.Idle(storage.ConnectionString);
        var id = await outside.BeginAsync(nameof(Gated), "Ada");
        await Eventually.TrueAsync(() => Task.FromResult(log.Entries.Contains("waits Ada")), () => "The activity did not begin.");

        proxy.CutNext(cut, 8);
        log.Open(id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await outside.EndOfAsync(id)).RuntimeStatus);
        Assert.Equal(["Ada", "waits Ada", "Ada done"], log.Entries);
        Assert.False(hub.Hub.ExecuteTask!.IsCompleted);
    }

    // Long enough for a machine that is busy with other things: a lease that runs out allows a second run.
    private static void Patient(TaskHubOptions options) => options.Lease = TimeSpan.FromSeconds(10);

    private static async Task<InstanceState> LeaseAsync(HubRig hub, string id) => (await hub.Store.LoadAsync(id, default))!.State;

    private static Task HopsAsync(HubRig hub, int count)
    {
        var before = Hops();
        return Eventually.TrueAsync(() => Task.FromResult(Hops() >= before + count), () => "The wake-up was not hidden again.");

        int Hops() => hub.Recorded.Count(trip => trip.Operation == "UpdateMessage");
    }
}
