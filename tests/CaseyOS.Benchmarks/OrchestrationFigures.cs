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
internal sealed class OrchestrationFigures(CaseyApp app)
{
    private const int Watches = 1_000;
    private const int Sequential = 100;
    private const double EventsWanted = 50;
    private const double ActivitiesWanted = 100;
    private const double SequentialWanted = 5;
    private const int AtOnce = 32;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly DurableTaskClient client = app.Services.GetRequiredService<DurableTaskClient>();
    private readonly StorageRoundTrips roundTrips = app.Services.GetRequiredService<StorageRoundTrips>();

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var azurite = new AzuriteFixture();
        await using var app = await CaseyApp.StartAsync(
            azurite,
            configure: services => services.AddOrchestrator<Watch>().AddFlows(new TestLog()),
            settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Local:TaskHub:Enabled"] = "true", ["Logging:LogLevel:Default"] = "Warning" });
        return await new OrchestrationFigures(app).AllAsync();
    }

    private async Task<IReadOnlyList<Figure>> AllAsync()
    {
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Hello), "warm", new("warm"));
        await client.WaitForInstanceCompletionAsync("warm");
        var idle = await IdleAsync();

        var starts = Stopwatch.GetTimestamp();
        await EachAsync(number => client.ScheduleNewOrchestrationInstanceAsync(nameof(Watch), number, new($"watch-{number}")));
        await EachAsync(number => UntilWaitingAsync($"watch-{number}"));
        var started = Watches / Stopwatch.GetElapsedTime(starts).TotalSeconds;

        using var recording = roundTrips.Record();
        var raises = Stopwatch.GetTimestamp();
        await EachAsync(number => client.RaiseEventAsync($"watch-{number}", "outcome", "reply"));
        await EachAsync(number => client.WaitForInstanceCompletionAsync($"watch-{number}"));
        var heard = Watches / Stopwatch.GetElapsedTime(raises).TotalSeconds;
        var perWatch = recording.Trips.Count(trip => trip.Operation is not ("ReceiveMessages" or "GetEntity")) / (double)Watches;

        var steps = Stopwatch.GetTimestamp();
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Steps), Sequential, new("steps"));
        await client.WaitForInstanceCompletionAsync("steps");
        var sequential = Sequential / Stopwatch.GetElapsedTime(steps).TotalSeconds;
        return
        [
            new("embedded hub: 1 000 watches started, first activity done", started, "1/s", $"activities: at least {ActivitiesWanted:0}/s", started >= ActivitiesWanted) { Baseline = ActivitiesWanted },
            new("embedded hub: 1 000 events raised, each with an activity to the end", heard, "1/s", $"events: at least {EventsWanted:0}/s", heard >= EventsWanted) { Baseline = EventsWanted },
            new("embedded hub: activities one after the other in one instance", sequential, "1/s", $"at least {SequentialWanted:0}/s", sequential >= SequentialWanted) { Baseline = SequentialWanted },
            new("embedded hub: requests to storage from an event to the end, an activity between", perWatch, "", "at most 4 for each of the 2 steps", perWatch <= 8),
            .. idle,
        ];
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
            new("idle for a minute: requests to storage per 10 s", polls, "", "1 for each of 1 queue", polls <= 1.2),
        ];
    }

    private async Task UntilWaitingAsync(string id)
    {
        while ((await client.GetInstanceAsync(id))?.SerializedCustomStatus is null)
        {
            await Task.Delay(20);
        }
    }

    private static Task EachAsync(Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Watches), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await work(number));
}
