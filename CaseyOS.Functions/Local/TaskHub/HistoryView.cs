using System.Text.Json;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>An instance's rows for people: names and times, no inputs and no results.</summary>
internal static class HistoryView
{
    public static OrchestrationHistory Of(Instance instance)
    {
        var names = instance.History.OfType<TaskScheduled>().ToDictionary(scheduled => scheduled.Id, scheduled => scheduled.Name);
        return new([.. instance.History.Select(line => Line(line, names))], instance.IsFinished ? [] : [.. Waits(instance)]);
    }

    private static IEnumerable<OrchestrationWait> Waits(Instance instance)
    {
        if (instance.Inbox.Count > 0)
        {
            return [new(OrchestrationWaitKind.Turn)];
        }

        List<OrchestrationWait> waits =
        [
            .. instance.Activities.Select(activity => new OrchestrationWait(OrchestrationWaitKind.Activity, activity.Name)),
            .. instance.Timers.Select(timer => new OrchestrationWait(OrchestrationWaitKind.Timer, Until: new DateTimeOffset(timer.FireAt, TimeSpan.Zero))),
        ];
        return waits.Count > 0 ? waits : [OrchestrationWait.Event];
    }

    private static OrchestrationEvent Line(HistoryEvent line, Dictionary<int, string> names) => new(
        new DateTimeOffset(DateTime.SpecifyKind(line.Timestamp, DateTimeKind.Utc)),
        JsonNamingPolicy.SnakeCaseLower.ConvertName(line.GetType().Name),
        line switch
        {
            ExecutionStarted started => started.Name,
            TaskScheduled scheduled => scheduled.Name,
            TaskCompleted completed => names.GetValueOrDefault(completed.TaskScheduledId),
            TaskFailed failed => names.GetValueOrDefault(failed.TaskScheduledId),
            EventRaised raised => raised.Name,
            _ => null,
        });
}
