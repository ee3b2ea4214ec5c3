using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Orchestration;

/// <summary>All that an orchestrator may use.</summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>Name of the orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>Id of this run.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The time of the current turn, from history; the only clock of an orchestrator.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether what happens now has happened before.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Runs an activity and waits for its result.</summary>
    /// <exception cref="TaskFailedException">It failed for good.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Runs an activity and waits for its end.</summary>
    /// <exception cref="TaskFailedException">It failed for good.</exception>
    public Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) => CallActivityAsync<object?>(name, input, options);

    /// <summary>A task that ends at a time. Cancel it when it is not needed, with <c>Cancel()</c>: <c>CancelAsync()</c> leaves the turn's thread.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>A task that ends after a time.</summary>
    public Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) => CreateTimer(CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>Waits for an event from outside; one that came early is not lost. Names do not distinguish case.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Ends this run and begins another under the same id, with a fresh history. Return right after it.</summary>
    /// <param name="newInput">Input of the new run.</param>
    /// <param name="preserveUnprocessedEvents">Whether events that nobody waited for go on to it.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>What the instance says of itself to whoever asks.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>An id that is the same at every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent while replaying, so that each line is written once.</summary>
    public abstract ILogger CreateReplaySafeLogger(ILogger logger);
}
