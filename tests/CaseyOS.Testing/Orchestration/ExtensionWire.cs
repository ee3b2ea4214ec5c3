using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using Google.Protobuf.WellKnownTypes;
using Wire = CaseyOS.Functions.Hosting.Durable.Wire;

namespace CaseyOS.Testing.Orchestration;

/// <summary>The other side of the protocol: history as the extension writes it, actions as it understands them.</summary>
internal static class ExtensionWire
{
    // What no action caused.
    private const int NoAction = -1;

    /// <summary>An event. The first action's has id 0, which protobuf leaves out; tasks come back without their input.</summary>
    public static Wire.HistoryEvent Write(HistoryEvent happened)
    {
        var wire = new Wire.HistoryEvent { EventId = NoAction, Timestamp = Timestamp.FromDateTime(happened.Timestamp) };
        switch (happened)
        {
            case OrchestratorStarted:
                wire.OrchestratorStarted = new();
                break;
            case OrchestratorCompleted:
                wire.OrchestratorCompleted = new();
                break;
            case ExecutionStarted started:
                wire.ExecutionStarted = new() { Name = started.Name, Input = started.Input, OrchestrationInstance = new() { InstanceId = started.InstanceId } };
                break;
            case ExecutionTerminated terminated:
                wire.ExecutionTerminated = new() { Input = terminated.Output };
                break;
            case TaskScheduled scheduled:
                wire.EventId = scheduled.Id;
                wire.TaskScheduled = new() { Name = scheduled.Name };
                break;
            case TaskCompleted completed:
                wire.TaskCompleted = new() { TaskScheduledId = completed.TaskScheduledId, Result = completed.Result };
                break;
            case TimerCreated created:
                wire.EventId = created.Id;
                wire.TimerCreated = new() { FireAt = Timestamp.FromDateTime(created.FireAt) };
                break;
            case TimerFired fired:
                wire.TimerFired = new() { TimerId = fired.TimerId, FireAt = Timestamp.FromDateTime(fired.Timestamp) };
                break;
            case EventRaised raised:
                wire.EventRaised = new() { Name = raised.Name, Input = raised.Input };
                break;
            default:
                throw new NotSupportedException($"The extension sends no {happened.GetType().Name} here.");
        }

        return wire;
    }

    public static OrchestratorAction Read(Wire.OrchestratorAction action, DateTime now) => action.KindCase switch
    {
        Wire.OrchestratorAction.KindOneofCase.ScheduleTask => new ScheduleTask(action.Id, action.ScheduleTask.Name, action.ScheduleTask.Input),
        Wire.OrchestratorAction.KindOneofCase.CreateTimer => new CreateTimer(action.Id, action.CreateTimer.FireAt.ToDateTime()),
        Wire.OrchestratorAction.KindOneofCase.CompleteOrchestration => Read(action.Id, action.CompleteOrchestration, now),
        _ => throw new NotSupportedException($"The extension does not understand {action.KindCase}."),
    };

    private static CompleteOrchestration Read(int id, Wire.CompleteOrchestrationAction end, DateTime now) => new(
        id,
        (OrchestrationRuntimeStatus)end.OrchestrationStatus,
        end.Result,
        Read(end.FailureDetails),
        [.. end.CarryoverEvents.Select(carried => new EventRaised(now, carried.EventRaised.Name, carried.EventRaised.Input))]);

    private static TaskFailureDetails? Read(Wire.TaskFailureDetails? failure) => failure is null
        ? null
        : new(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, Read(failure.InnerFailure), failure.IsNonRetriable);
}
