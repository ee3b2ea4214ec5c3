using System.Diagnostics;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Functions.Hosting.Durable.Wire;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Benchmarks;

/// <summary>One turn as the Durable extension calls it: HTTP, JSON, Base64, protobuf, replay, and all of it back.</summary>
internal static class HostedTurnFigures
{
    private static readonly DateTime Start = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var host = await DurableHost.StartAsync(services => services.AddFlows(new TestLog()));
        var hundred = await MedianAsync(host, Request(100));
        var thousand = await MedianAsync(host, Request(1_000));
        return
        [
            new("one turn as the Durable extension calls it, 100 history events", hundred, "ms", "under 2 ms", hundred < 2),
            new("one turn as the Durable extension calls it, 1 000 history events", thousand, "ms", "under 15 ms, at most 10 times the one before", thousand < 15 && thousand < hundred * 10) { Baseline = hundred },
        ];
    }

    private static OrchestratorRequest Request(int length)
    {
        List<Core.Orchestration.Replay.HistoryEvent> past = [new OrchestratorStarted(Start), new ExecutionStarted(Start, nameof(Steps), "bench", "100000")];
        var id = 0;
        for (; past.Count < length - 4; id++)
        {
            past.AddRange([new TaskScheduled(Start, id, nameof(Say)), new OrchestratorCompleted(Start), new OrchestratorStarted(Start), Done(id)]);
        }

        past.AddRange([new TaskScheduled(Start, id, nameof(Say)), new OrchestratorCompleted(Start)]);
        var request = new OrchestratorRequest { InstanceId = "bench" };
        request.PastEvents.Add(past.Select(ExtensionWire.Write));
        request.NewEvents.Add(ExtensionWire.Write(new OrchestratorStarted(Start)));
        request.NewEvents.Add(ExtensionWire.Write(Done(id)));
        return request;
    }

    private static TaskCompleted Done(int id) => new(Start, id, """{"result":"\u0022Hello\u0022"}""");

    private static async Task<double> MedianAsync(DurableHost host, OrchestratorRequest request)
    {
        var body = DurableHost.Body(request);
        var times = new List<double>();
        for (var round = 0; round < 200; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await host.TurnAsync(nameof(Steps), body);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            _ = answer.Actions.Single().ScheduleTask ?? throw new InvalidOperationException("The turn did not go on.");
        }

        // The first rounds are compiled as they run.
        return times.Skip(100).Order().ElementAt(50);
    }
}
