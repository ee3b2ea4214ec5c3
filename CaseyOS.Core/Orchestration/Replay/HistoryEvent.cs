using System.Text.Json.Serialization;

namespace CaseyOS.Core.Orchestration.Replay;

/// <summary>One line of an instance's history. The events are those of the Durable extension; times are UTC.</summary>
/// <param name="Timestamp">When it happened.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(OrchestratorStarted), "orchestrator_started")]
[JsonDerivedType(typeof(OrchestratorCompleted), "orchestrator_completed")]
[JsonDerivedType(typeof(ExecutionStarted), "execution_started")]
[JsonDerivedType(typeof(ExecutionTerminated), "execution_terminated")]
[JsonDerivedType(typeof(TaskScheduled), "task_scheduled")]
[JsonDerivedType(typeof(TaskCompleted), "task_completed")]
[JsonDerivedType(typeof(TaskFailed), "task_failed")]
[JsonDerivedType(typeof(TimerCreated), "timer_created")]
[JsonDerivedType(typeof(TimerFired), "timer_fired")]
[JsonDerivedType(typeof(EventRaised), "event_raised")]
public abstract record HistoryEvent(DateTime Timestamp);

/// <summary>A turn begins; its time is the orchestrator's clock until the next.</summary>
public sealed record OrchestratorStarted(DateTime Timestamp) : HistoryEvent(Timestamp);

/// <summary>A turn has ended: everything that it decided stands before this.</summary>
public sealed record OrchestratorCompleted(DateTime Timestamp) : HistoryEvent(Timestamp);

/// <summary>The instance starts.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="Name">Its orchestrator.</param>
/// <param name="InstanceId">Its id.</param>
/// <param name="Input">Input as JSON.</param>
public sealed record ExecutionStarted(DateTime Timestamp, string Name, string InstanceId, string? Input) : HistoryEvent(Timestamp);

/// <summary>Somebody ended the instance from outside.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="Output">What it is to have returned, as JSON.</param>
public sealed record ExecutionTerminated(DateTime Timestamp, string? Output) : HistoryEvent(Timestamp);

/// <summary>An activity was scheduled.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="Id">Number of the action that caused it, from 0.</param>
/// <param name="Name">The activity.</param>
public sealed record TaskScheduled(DateTime Timestamp, int Id, string Name) : HistoryEvent(Timestamp);

/// <summary>An activity has returned.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="TaskScheduledId">Number of the action that scheduled it.</param>
/// <param name="Result">Result as JSON.</param>
public sealed record TaskCompleted(DateTime Timestamp, int TaskScheduledId, string? Result) : HistoryEvent(Timestamp);

/// <summary>An activity has thrown.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="TaskScheduledId">Number of the action that scheduled it.</param>
/// <param name="Failure">Why.</param>
public sealed record TaskFailed(DateTime Timestamp, int TaskScheduledId, TaskFailureDetails Failure) : HistoryEvent(Timestamp);

/// <summary>A timer was set.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="Id">Number of the action that caused it.</param>
/// <param name="FireAt">For when.</param>
public sealed record TimerCreated(DateTime Timestamp, int Id, DateTime FireAt) : HistoryEvent(Timestamp);

/// <summary>A timer's time has come.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="TimerId">Number of the action that set it.</param>
public sealed record TimerFired(DateTime Timestamp, int TimerId) : HistoryEvent(Timestamp);

/// <summary>Something happened outside.</summary>
/// <param name="Timestamp">When.</param>
/// <param name="Name">Name of the event.</param>
/// <param name="Input">What came with it, as JSON.</param>
public sealed record EventRaised(DateTime Timestamp, string Name, string? Input) : HistoryEvent(Timestamp);
