using System.Diagnostics;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Core.Scoring;
using CaseyOS.Testing.Orchestration;
using Microsoft.Extensions.Options;

namespace CaseyOS.Benchmarks;

/// <summary>What needs neither storage nor network.</summary>
internal static class ComputationFigures
{
    private static readonly DateTime Start = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<Figure> Measure()
    {
        var hundred = Turn(100);
        var thousand = Turn(1_000);
        yield return new("orchestrator turn, replay of 100 history events", hundred, "ms", "under 2 ms", hundred < 2);
        yield return new("orchestrator turn, replay of 1 000 history events", thousand, "ms", "under 15 ms, about 10 times the one before", thousand < 15) { Baseline = hundred };
        var scoring = Scoring();
        yield return new("APS of 10 000 items with explanations", scoring, "ms", "under 50 ms", scoring < 50);
    }

    // Three events per activity (scheduled, completed, and the turns around them) make up a history.
    private static double Turn(int length)
    {
        var past = new List<HistoryEvent> { new OrchestratorStarted(Start), new ExecutionStarted(Start, "Model", "bench", null) };
        var id = 0;
        for (; past.Count < length - 4; id++)
        {
            past.AddRange([new TaskScheduled(Start, id, "Step"), new OrchestratorCompleted(Start), new OrchestratorStarted(Start), new TaskCompleted(Start, id, "1")]);
        }

        past.AddRange([new TaskScheduled(Start, id, "Step"), new OrchestratorCompleted(Start)]);
        HistoryEvent[] news = [new OrchestratorStarted(Start), new TaskCompleted(Start, id, "1")];
        return Median(() => OrchestrationExecutor.Execute(new InlineOrchestrator(StepsAsync), "bench", past, news));
    }

    private static async Task<string> StepsAsync(TaskOrchestrationContext context)
    {
        while (true)
        {
            await context.CallActivityAsync<int>("Step");
        }
    }

    private static double Scoring()
    {
        var scorer = new Scorer(Options.Create(new ScoringOptions()));
        var now = new DateTimeOffset(Start);
        var inputs = Enumerable.Range(0, 10_000).Select(number => new ScoreInputs { Value = number * 10, BaseUrgency = number % 100, IcpFit = number % 10 / 10.0, EffortMinutes = number % 60 }).ToArray();
        var scores = new Score[inputs.Length];
        return Median(() =>
        {
            for (var number = 0; number < inputs.Length; number++)
            {
                scores[number] = scorer.Score(inputs[number], now.AddHours(number % 200), now, now, TimeZoneInfo.Utc);
            }
        });
    }

    private static double Median(Action work)
    {
        var times = new List<double>();
        for (var round = 0; round < 60; round++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        // The first rounds are compiled as they run.
        return times.Skip(20).Order().ElementAt(20);
    }
}
