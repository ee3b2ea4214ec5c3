using CaseyOS.Core.Orchestration.Replay;
using Google.Protobuf.WellKnownTypes;
using Kind = CaseyOS.Functions.Hosting.Durable.Wire.HistoryEvent.KindOneofCase;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>History on the wire and in the replay.</summary>
internal static class WireEvents
{
    /// <summary>What the replay needs of these events, in their order.</summary>
    public static IReadOnlyList<HistoryEvent> Read(string instanceId, IEnumerable<Wire.HistoryEvent> events) =>
        [.. events.Select(happened => Read(instanceId, happened)).OfType<HistoryEvent>()];

    /// <summary>An event that goes on to the next run.</summary>
    public static Wire.HistoryEvent Write(EventRaised raised) => new()
    {
        EventId = -1, // as the extension numbers what no action caused
        Timestamp = Timestamp.FromDateTime(raised.Timestamp),
        EventRaised = new() { Name = raised.Name, Input = raised.Input },
    };

    private static HistoryEvent? Read(string instanceId, Wire.HistoryEvent happened)
    {
        var time = happened.Timestamp?.ToDateTime() ?? DateTime.UnixEpoch;
        return happened.KindCase switch
        {
            Kind.OrchestratorStarted => new OrchestratorStarted(time),
            Kind.OrchestratorCompleted => new OrchestratorCompleted(time),
            Kind.ExecutionStarted => new ExecutionStarted(time, happened.ExecutionStarted.Name, instanceId, happened.ExecutionStarted.Input),
            Kind.ExecutionTerminated => new ExecutionTerminated(time, happened.ExecutionTerminated.Input),
            Kind.TaskScheduled => new TaskScheduled(time, happened.EventId, happened.TaskScheduled.Name),
            Kind.TaskCompleted => ActivityEnvelope.Open(time, happened.TaskCompleted.TaskScheduledId, happened.TaskCompleted.Result),
            Kind.TaskFailed => new TaskFailed(time, happened.TaskFailed.TaskScheduledId, WireFailures.Read(happened.TaskFailed.FailureDetails)),
            Kind.TimerCreated => new TimerCreated(time, happened.EventId, happened.TimerCreated.FireAt?.ToDateTime() ?? time),
            Kind.TimerFired => new TimerFired(time, happened.TimerFired.TimerId),
            Kind.EventRaised => new EventRaised(time, happened.EventRaised.Name, happened.EventRaised.Input),
            Kind.SubOrchestrationInstanceCreated or Kind.SubOrchestrationInstanceCompleted or Kind.SubOrchestrationInstanceFailed
                or Kind.ExecutionSuspended or Kind.ExecutionResumed => throw new UnsupportedHistoryException(instanceId, happened.KindCase.ToString()),

            // The extension's own bookkeeping, and kinds that came later: no orchestrator sees any of it.
            _ => null,
        };
    }
}
