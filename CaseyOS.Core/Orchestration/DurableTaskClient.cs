namespace CaseyOS.Core.Orchestration;

/// <summary>Starts, tells, asks and ends orchestrations; the same over the embedded task hub and over the Durable extension.</summary>
public abstract class DurableTaskClient
{
    /// <summary>Starts an instance. A second start under one id is no second run, also when the first has finished.</summary>
    /// <returns>The instance's id.</returns>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default);

    /// <summary>Tells an instance that something happened. May come before the start; it is delivered then.</summary>
    /// <exception cref="ConflictException"><c>finished</c>: the instance has ended and hears nothing any more.</exception>
    public abstract Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);

    /// <summary>What is known of an instance; null when there is none.</summary>
    public abstract Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>All instances that match.</summary>
    public abstract IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

    /// <summary>Some of the instances that match, in the order of the storage.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="after"><see cref="OrchestrationPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ValidationException"><c>cursor</c>: there was no such page.</exception>
    public abstract Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery filter, int size, string? after, CancellationToken cancellation = default);

    /// <summary>What an instance has been through; null when there is none of this id.</summary>
    public abstract Task<OrchestrationHistory?> GetHistoryAsync(string instanceId, CancellationToken cancellation = default);

    /// <summary>Ends an instance from outside; its running activities end, but nobody hears of it. Ending it twice is harmless.</summary>
    public abstract Task TerminateInstanceAsync(string instanceId, object? output = null, CancellationToken cancellation = default);

    /// <summary>Forgets a finished instance with its history.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ConflictException"><c>running</c>: it has not ended.</exception>
    public abstract Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default);

    /// <summary>Waits until an instance has ended.</summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation = default);
}

/// <summary>How an instance starts.</summary>
/// <param name="InstanceId">Its id; a new one when null. Letters, digits, <c>-</c> and <c>_</c>, at most 100; no personal data.</param>
public sealed record StartOrchestrationOptions(string? InstanceId = null);

/// <summary>Which instances to list.</summary>
/// <param name="Statuses">Only of these; all when null.</param>
/// <param name="InstanceIdPrefix">Only ids that begin so.</param>
public sealed record OrchestrationQuery(IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses = null, string? InstanceIdPrefix = null);

/// <summary>What is known of an instance.</summary>
/// <param name="Name">Its orchestrator.</param>
/// <param name="InstanceId">Its id.</param>
public sealed record OrchestrationMetadata(string Name, string InstanceId)
{
    /// <summary>Where it stands.</summary>
    public required OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last turn ended.</summary>
    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Input as JSON, when asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Result as JSON, when asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>Custom status as JSON.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why it failed.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>How many events its history has.</summary>
    public int HistoryLength { get; init; }

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsCompleted => RuntimeStatus.IsFinished();
}
