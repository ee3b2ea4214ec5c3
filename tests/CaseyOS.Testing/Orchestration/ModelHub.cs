using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Testing.Orchestration;

/// <summary>The simplest hub there can be: one instance in memory, and the test says what arrives when.</summary>
public sealed class ModelHub(Func<ITaskOrchestrator> create, string instanceId = "model-1")
{
    private readonly List<HistoryEvent> past = [];
    private readonly List<HistoryEvent> arrived = [];
    private readonly Dictionary<int, ScheduleTask> activities = [];
    private readonly Dictionary<int, CreateTimer> timers = [];

    public DateTime Now { get; private set; } = new(2026, 11, 21, 8, 0, 0, DateTimeKind.Utc);

    public IReadOnlyList<HistoryEvent> Past => past;

    /// <summary>Activities that have been scheduled and have not reported, by id.</summary>
    public IReadOnlyDictionary<int, ScheduleTask> Activities => activities;

    /// <summary>Timers that have been set and have not fired, by id.</summary>
    public IReadOnlyDictionary<int, CreateTimer> Timers => timers;

    /// <summary>Every turn so far: what it was given, and what it decided.</summary>
    public List<(IReadOnlyList<HistoryEvent> Past, IReadOnlyList<HistoryEvent> News, TurnResult Result)> Turns { get; } = [];

    public TurnResult Last => Turns[^1].Result;

    public CompleteOrchestration? End => Turns.Count > 0 ? Last.End : null;

    public ModelHub Start(object? input = null)
    {
        arrived.Add(new ExecutionStarted(Now, "Model", instanceId, input is null ? null : System.Text.Json.JsonSerializer.Serialize(input, Core.CaseyJson.Options)));
        return Turn();
    }

    public ModelHub Arrive(params ReadOnlySpan<HistoryEvent> news)
    {
        arrived.AddRange(news);
        return this;
    }

    public ModelHub Complete(int id, string? result)
    {
        activities.Remove(id);
        return Arrive(new TaskCompleted(Now, id, result));
    }

    public ModelHub Fail(int id, string message, bool forGood = false)
    {
        activities.Remove(id);
        return Arrive(new TaskFailed(Now, id, new("Test.Failure", message, IsNonRetriable: forGood)));
    }

    public ModelHub Fire(int id)
    {
        timers.Remove(id, out var timer);
        Now = timer!.FireAt > Now ? timer.FireAt : Now;
        return Arrive(new TimerFired(Now, id));
    }

    public ModelHub Raise(string name, string? input) => Arrive(new EventRaised(Now, name, input));

    /// <summary>Runs one turn with everything that has arrived.</summary>
    public ModelHub Turn()
    {
        Now += TimeSpan.FromSeconds(1);
        HistoryEvent[] news = [new OrchestratorStarted(Now), .. arrived];
        arrived.Clear();
        var result = OrchestrationExecutor.Execute(create(), instanceId, past, news);
        Turns.Add(([.. past], news, result));
        past.AddRange(news);
        foreach (var action in result.Actions)
        {
            Take(action);
        }

        past.Add(new OrchestratorCompleted(Now));
        return this;
    }

    private void Take(OrchestratorAction action)
    {
        switch (action)
        {
            case ScheduleTask task:
                past.Add(new TaskScheduled(Now, task.Id, task.Name));
                activities.Add(task.Id, task);
                break;
            case CreateTimer timer:
                past.Add(new TimerCreated(Now, timer.Id, timer.FireAt));
                timers.Add(timer.Id, timer);
                break;
        }
    }
}
