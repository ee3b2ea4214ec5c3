using CaseyOS.Core.Orchestration.Replay;
using Google.Protobuf.WellKnownTypes;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>What a turn decided, on the wire.</summary>
internal static class WireActions
{
    public static Wire.OrchestratorAction Write(OrchestratorAction action) => action switch
    {
        ScheduleTask task => new() { Id = task.Id, ScheduleTask = new() { Name = task.Name, Input = task.Input } },
        CreateTimer timer => new() { Id = timer.Id, CreateTimer = new() { FireAt = Timestamp.FromDateTime(timer.FireAt) } },
        CompleteOrchestration end => new() { Id = end.Id, CompleteOrchestration = Write(end) },
        _ => throw new NotSupportedException($"The protocol has no word for {action.GetType().Name}."),
    };

    private static Wire.CompleteOrchestrationAction Write(CompleteOrchestration end) => new()
    {
        OrchestrationStatus = (Wire.OrchestrationStatus)end.Status, // our numbers are the protocol's
        Result = end.Result,
        FailureDetails = WireFailures.Write(end.Failure),
        CarryoverEvents = { (end.CarryoverEvents ?? []).Select(WireEvents.Write) },
    };
}
