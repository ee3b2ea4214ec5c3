using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Testing.Orchestration;

/// <summary>The simplest hub there can be: one instance in memory, and the test says what arrives when.</summary>
/// <param name="create">Its orchestrator.</param>
/// <param name="instanceId">Its id.</param>
/// <param name="clock">When left out, each turn comes a second after the one before, and a timer fires at its time.</param>
/// <param name="name">What its orchestrator is called.</param>
public sealed class ModelHub(Func<ITaskOrchestrator> create, string instanceId = "model-1", TimeProvider? clock = null, string name = "Model")
{
    private readonly ModelInstance instance = new(instanceId, name);
    private DateTime now = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    public DateTime Now => clock?.GetUtcNow().UtcDateTime ?? now;

    public IReadOnlyList<HistoryEvent> Past => instance.Past;

    /// <summary>Activities that have been scheduled and have not reported, by id.</summary>
    public IReadOnlyDictionary<int, ScheduleTask> Activities => instance.Activities;

    /// <summary>Timers that have been set and have not fired, by id.</summary>
    public IReadOnlyDictionary<int, CreateTimer> Timers => instance.Timers;

    /// <summary>Every turn so far: what it was given, and what it decided.</summary>
    public List<(IReadOnlyList<HistoryEvent> Past, IReadOnlyList<HistoryEvent> News, TurnResult Result)> Turns { get; } = [];

    public TurnResult Last => Turns[^1].Result;

    public CompleteOrchestration? End => Turns.Count > 0 ? Last.End : null;

    public ModelHub Start(object? input = null)
    {
        instance.Start(Now, input is null ? null : JsonSerializer.Serialize(input, CaseyJson.Options));
        return Turn();
    }

    public ModelHub Arrive(params ReadOnlySpan<HistoryEvent> news)
    {
        foreach (var happened in news)
        {
            instance.Arrive(happened);
        }

        return this;
    }

    public ModelHub Complete(int id, string? result) => Arrive(new TaskCompleted(Now, id, result));

    public ModelHub Fail(int id, string message, bool forGood = false) => Arrive(new TaskFailed(Now, id, new("Test.Failure", message, IsNonRetriable: forGood)));

    public ModelHub Fire(int id)
    {
        var due = Timers[id].FireAt;
        now = due > now ? due : now;
        return Arrive(new TimerFired(Now, id));
    }

    public ModelHub Raise(string name, string? input) => Arrive(new EventRaised(Now, name, input));

    /// <summary>Runs one turn with everything that has arrived.</summary>
    public ModelHub Turn()
    {
        now += TimeSpan.FromSeconds(1);
        var news = instance.Begin(Now);
        IReadOnlyList<HistoryEvent> past = [.. Past];
        var result = OrchestrationExecutor.Execute(create(), instanceId, past, news);
        Turns.Add((past, news, result));
        instance.Take(Now, news, result);
        return this;
    }
}
