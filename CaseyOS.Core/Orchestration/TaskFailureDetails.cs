namespace CaseyOS.Core.Orchestration;

/// <summary>What is known of a failure after it has crossed a process or a history.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Where it was thrown, if known.</param>
/// <param name="InnerFailure">What caused it.</param>
/// <param name="IsNonRetriable">Whether trying again is pointless: a retry policy then ends at once.</param>
public sealed record TaskFailureDetails(string ErrorType, string ErrorMessage, string? StackTrace = null, TaskFailureDetails? InnerFailure = null, bool IsNonRetriable = false)
{
    /// <summary>What an exception says of itself. Wrong input and missing things stay so, however often one tries.</summary>
    public static TaskFailureDetails From(Exception exception) => exception is TaskFailedException failed
        ? new(failed.GetType().FullName!, failed.Message, InnerFailure: failed.FailureDetails, IsNonRetriable: failed.FailureDetails.IsNonRetriable)
        : new(
            exception.GetType().FullName!,
            exception.Message,
            exception.StackTrace,
            exception.InnerException is { } inner ? From(inner) : null,
            exception is ValidationException or NotFoundException or NonDeterministicOrchestrationException);
}

/// <summary>An activity failed, and its retry policy, if any, is used up.</summary>
/// <param name="taskName">The activity.</param>
/// <param name="taskId">Its number in the orchestration, from 0.</param>
/// <param name="failureDetails">Why.</param>
public sealed class TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
    : Exception($"Task '{taskName}' (#{taskId}) failed: {failureDetails.ErrorMessage}")
{
    /// <summary>The activity.</summary>
    public string TaskName { get; } = taskName;

    /// <summary>Its number in the orchestration, from 0.</summary>
    public int TaskId { get; } = taskId;

    /// <summary>Why.</summary>
    public TaskFailureDetails FailureDetails { get; } = failureDetails;
}

/// <summary>The orchestrator's code no longer does what its history says it did. Change a running orchestrator under a new name.</summary>
/// <param name="message">Names both sides.</param>
public sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
