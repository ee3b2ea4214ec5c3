namespace CaseyOS.Core.Orchestration.Replay;

/// <summary>What a turn wants to happen next.</summary>
/// <param name="Id">From 0 in the order of scheduling; becomes the id of the event that it causes.</param>
public abstract record OrchestratorAction(int Id);

/// <summary>Run an activity.</summary>
/// <param name="Id">Number of the action.</param>
/// <param name="Name">The activity.</param>
/// <param name="Input">Input as JSON.</param>
public sealed record ScheduleTask(int Id, string Name, string? Input) : OrchestratorAction(Id);

/// <summary>Set a timer.</summary>
/// <param name="Id">Number of the action.</param>
/// <param name="FireAt">For when, UTC.</param>
public sealed record CreateTimer(int Id, DateTime FireAt) : OrchestratorAction(Id);

/// <summary>End the run.</summary>
/// <param name="Id">Number of the action.</param>
/// <param name="Status">How.</param>
/// <param name="Result">Result as JSON; with <see cref="OrchestrationRuntimeStatus.ContinuedAsNew"/> the new input.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="CarryoverEvents">Events that go on to the new run.</param>
public sealed record CompleteOrchestration(
    int Id, OrchestrationRuntimeStatus Status, string? Result, TaskFailureDetails? Failure = null, IReadOnlyList<EventRaised>? CarryoverEvents = null)
    : OrchestratorAction(Id);

/// <summary>What a turn decided.</summary>
/// <param name="Actions">In the order of their ids; an end, if any, is the last.</param>
/// <param name="CustomStatus">Custom status as JSON, if one was ever set.</param>
public sealed record TurnResult(IReadOnlyList<OrchestratorAction> Actions, string? CustomStatus)
{
    /// <summary>The end, when this turn brought it.</summary>
    public CompleteOrchestration? End => Actions is [.., CompleteOrchestration end] ? end : null;
}
