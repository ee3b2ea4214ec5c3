using System.Diagnostics;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Benchmarks;

/// <summary>Orchestrations as the program runs them alone, on real storage, against what Durable Functions promises for Azure Storage.</summary>
internal sealed class OrchestrationFigures(CaseyApp app, TestLog log)
{
    private const int Watches = 1_000;
    private const int Sequential = 100;
    private const double EventsWanted = 50;
    private const double ActivitiesWanted = 100;
    private const double SequentialWanted = 5;
    private const int AtOnce = 32;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly DurableTaskClient client = app.Services.GetRequiredService<DurableTaskClient>();
    private readonly StorageRoundTrips roundTrips = app.Services.GetRequiredService<StorageRoundTrips>();

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var azurite = new AzuriteFixture();
        var log = new TestLog();
        await using var app = await CaseyApp.StartAsync(
            azurite,
            configure: services => services.AddOrchestrator<Watch>().AddFlows(log),
            settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Local:TaskHub:Enabled"] = "true", ["Logging:LogLevel:Default"] = "Warning" });
        return await new OrchestrationFigures(app, log).AllAsync();
    }

    private async Task<IReadOnlyList<Figure>> AllAsync()
    {
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Steps), 20, new("warm"));
        await client.WaitForInstanceCompletionAsync("warm");
        return [.. await IdleAsync(), await SequentialAsync(), .. await WatchesAsync()];
    }

    // Nothing else runs in this process: what it uses, the idle program uses.
    private async Task<IReadOnlyList<Figure>> IdleAsync()
    {
        await Task.Delay(Settle);
        using var recording = roundTrips.Record();
        var (before, from) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.Delay(Idle);
        var percent = (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(from) * 100;
        var polls = recording.Trips.Count / Idle.TotalSeconds * 10;
        return
        [
            new("idle for a minute: processor", percent, "%", "under 1 % of one core", percent < 1),
            new("idle for a minute: requests to storage per 10 s", polls, "", "1 for the hub's queue", polls <= 1.2),
        ];
    }

    private async Task<Figure> SequentialAsync()
    {
        var from = Stopwatch.GetTimestamp();
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Steps), Sequential, new("steps"));
        await client.WaitForInstanceCompletionAsync("steps");
        return Rate("embedded hub: activities one after the other in one instance", Sequential, from, SequentialWanted);
    }

    private async Task<IReadOnlyList<Figure>> WatchesAsync()
    {
        var done = log.Count;
        var from = Stopwatch.GetTimestamp();
        await EachAsync(number => client.ScheduleNewOrchestrationInstanceAsync(nameof(Watch), number, new($"watch-{number}")));
        await UntilAsync(() => Task.FromResult(log.Count >= done + Watches));
        var activities = Rate("embedded hub: 1 000 watches started, an activity in each", Watches, from, ActivitiesWanted);
        await UntilAsync(async () => await CountAsync(watch => watch.SerializedCustomStatus is not null) == Watches);

        using var recording = roundTrips.Record();
        from = Stopwatch.GetTimestamp();
        await EachAsync(number => client.RaiseEventAsync($"watch-{number}", "outcome", "reply"));
        await UntilAsync(() => Task.FromResult(log.Count >= done + (2 * Watches)));
        var events = Rate("embedded hub: 1 000 events raised, an activity after each", Watches, from, EventsWanted);
        await UntilAsync(async () => await CountAsync(watch => watch.IsCompleted) == Watches);
        var requests = recording.Trips.Count(trip => trip.Operation != "ReceiveMessages" && trip.Resource == "TaskHub") / (double)Watches;
        return
        [
            activities,
            events,
            new("embedded hub: requests to storage from the event to the end, in two turns", requests, "", "at most 4 a turn", requests <= 8),
        ];
    }

    private async Task<int> CountAsync(Func<OrchestrationMetadata, bool> holds)
    {
        var count = 0;
        await foreach (var watch in client.GetAllInstancesAsync(new(InstanceIdPrefix: "watch-")))
        {
            count += holds(watch) ? 1 : 0;
        }

        return count;
    }

    private static Figure Rate(string name, int count, long from, double wanted)
    {
        var rate = count / Stopwatch.GetElapsedTime(from).TotalSeconds;
        return new(name, rate, "1/s", $"at least {wanted:0}/s", rate >= wanted) { Baseline = wanted };
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(Look);
        }
    }

    private static Task EachAsync(Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Watches), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await work(number));
}
