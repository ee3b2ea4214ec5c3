using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Testing.Orchestration;

/// <summary>One instance in memory, as simple as can be: what happened, what has arrived, what is open. Others run its turns.</summary>
public sealed class ModelInstance(string id, string orchestrator)
{
    private readonly List<HistoryEvent> past = [];
    private readonly List<HistoryEvent> arrived = [];
    private readonly Dictionary<int, ScheduleTask> activities = [];
    private readonly Dictionary<int, CreateTimer> timers = [];

    public string Id => id;

    public string Name => orchestrator;

    /// <summary>Events of the turns that ended.</summary>
    public IReadOnlyList<HistoryEvent> Past => past;

    /// <summary>Whether a turn would have anything to take up.</summary>
    public bool HasNews => arrived.Count > 0;

    /// <summary>Activities that have been scheduled and have not reported, by id.</summary>
    public IReadOnlyDictionary<int, ScheduleTask> Activities => activities;

    /// <summary>Timers that have been set and have not fired, by id.</summary>
    public IReadOnlyDictionary<int, CreateTimer> Timers => timers;

    /// <summary>How often it has begun anew.</summary>
    public int Generation { get; private set; }

    /// <summary>Input of the present run as JSON.</summary>
    public string? Input { get; private set; }

    /// <summary>What the last turn decided.</summary>
    public TurnResult? Last { get; private set; }

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsFinished => Last?.End is { Status: not OrchestrationRuntimeStatus.ContinuedAsNew };

    public void Start(DateTime now, string? input) => Arrive(new ExecutionStarted(now, orchestrator, id, Input = input));

    /// <summary>Something arrives. What reports on an activity or timer closes it.</summary>
    public void Arrive(HistoryEvent happened)
    {
        _ = happened switch
        {
            TaskCompleted done => activities.Remove(done.TaskScheduledId),
            TaskFailed failed => activities.Remove(failed.TaskScheduledId),
            TimerFired fired => timers.Remove(fired.TimerId),
            _ => false,
        };
        arrived.Add(happened);
    }

    /// <summary>What a turn that begins now is given beside the past.</summary>
    public IReadOnlyList<HistoryEvent> Begin(DateTime now)
    {
        HistoryEvent[] news = [new OrchestratorStarted(now), .. arrived];
        arrived.Clear();
        return news;
    }

    /// <summary>Takes what that turn decided.</summary>
    public void Take(DateTime now, IReadOnlyList<HistoryEvent> news, TurnResult result)
    {
        Last = result;
        past.AddRange(news);
        foreach (var action in result.Actions)
        {
            Take(now, action);
        }

        past.Add(new OrchestratorCompleted(now));
        if (result.End is { Status: OrchestrationRuntimeStatus.ContinuedAsNew } end)
        {
            BeginAnew(now, end);
        }
    }

    private void Take(DateTime now, OrchestratorAction action)
    {
        switch (action)
        {
            case ScheduleTask task:
                past.Add(new TaskScheduled(now, task.Id, task.Name));
                activities.Add(task.Id, task);
                break;
            case CreateTimer timer:
                past.Add(new TimerCreated(now, timer.Id, timer.FireAt));
                timers.Add(timer.Id, timer);
                break;
        }
    }

    private void BeginAnew(DateTime now, CompleteOrchestration end)
    {
        Generation++;
        past.Clear();
        activities.Clear();
        timers.Clear();
        HistoryEvent[] first = [new ExecutionStarted(now, orchestrator, id, Input = end.Result), .. end.CarryoverEvents ?? []];
        arrived.InsertRange(0, first);
    }
}
