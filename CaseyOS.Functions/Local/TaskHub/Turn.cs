using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>One turn of an instance: what was new, and what was decided. Nothing of it counts before it is stored.</summary>
internal sealed record Turn(DateTime Now, IReadOnlyList<News> News, TurnResult Result)
{
    /// <summary>What this turn adds to history.</summary>
    public IReadOnlyList<HistoryEvent> Events =>
    [
        .. Opening,
        .. Result.Actions.Select(Decided).OfType<HistoryEvent>(),
        new OrchestratorCompleted(Now),
    ];

    private IEnumerable<HistoryEvent> Opening => Begin(Now, News);

    public static Turn Run(DurableTasks tasks, Instance instance, IReadOnlyList<News> news, DateTime now) =>
        tasks.FindOrchestrator(instance.State.Name) is { } orchestrator
            ? new(now, news, OrchestrationExecutor.Execute(orchestrator, instance.Id, instance.History, Begin(now, news)))
            : Fail(instance, news, now, new("UnknownOrchestrator", $"No orchestrator is called '{instance.State.Name}'."));

    /// <summary>A turn that only ends the instance.</summary>
    public static Turn Fail(Instance instance, IReadOnlyList<News> news, DateTime now, TaskFailureDetails failure) =>
        new(now, news, new([new CompleteOrchestration(0, OrchestrationRuntimeStatus.Failed, null, failure)], instance.State.CustomStatus));

    private static IReadOnlyList<HistoryEvent> Begin(DateTime now, IReadOnlyList<News> news) =>
        [new OrchestratorStarted(now), .. news.SelectMany(one => one.Events)];

    private HistoryEvent? Decided(OrchestratorAction action) => action switch
    {
        ScheduleTask task => new TaskScheduled(Now, task.Id, task.Name),
        CreateTimer timer => new TimerCreated(Now, timer.Id, timer.FireAt),
        _ => null,
    };
}
