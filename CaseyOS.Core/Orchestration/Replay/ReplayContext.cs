using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Orchestration.Replay;

/// <summary>The context of one turn: decides actions as the orchestrator asks for them, and answers them from history.</summary>
internal sealed class ReplayContext(string instanceId, TurnThread thread, TimeSpan? longestTimer = null) : TaskOrchestrationContext
{
    // Decided, but not (yet) in history; in the order of their ids.
    private readonly SortedDictionary<int, OrchestratorAction> pending = [];
    private readonly Dictionary<int, OpenTask> open = [];
    private readonly EventInbox inbox = new();
    private TaskName name;
    private DateTime now;
    private DateTime startedAt;
    private bool isReplaying;
    private int guids;

    /// <summary>Keeps the turn together.</summary>
    public TurnThread Thread => thread;

    /// <summary>Number of the next action.</summary>
    public int NextId { get; private set; }

    /// <summary>Whether anything of the context's is awaited or under way.</summary>
    public bool IsWaiting => open.Count > 0 || inbox.IsWaiting;

    /// <summary>The run that follows this one, if the orchestrator asked for it.</summary>
    public NewRun? Anew { get; private set; }

    /// <summary>Custom status as JSON.</summary>
    public string? CustomStatus { get; private set; }

    /// <inheritdoc/>
    public override TaskName Name => name;

    /// <inheritdoc/>
    public override string InstanceId => instanceId;

    /// <inheritdoc/>
    public override DateTime CurrentUtcDateTime => now;

    /// <inheritdoc/>
    public override bool IsReplaying => isReplaying;

    public void Replay(bool past) => isReplaying = past;

    public void Start(ExecutionStarted started)
    {
        name = started.Name;
        startedAt = started.Timestamp;
        now = now == default ? started.Timestamp : now;
    }

    /// <summary>Takes one event of the history.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The orchestrator decided something else than what happened.</exception>
    public void Apply(HistoryEvent happened)
    {
        switch (happened)
        {
            case OrchestratorStarted:
                now = happened.Timestamp;
                break;
            case OrchestratorCompleted:
                ConfirmTurn();
                break;
            case TaskScheduled scheduled:
                Confirm(scheduled.Id, $"activity '{scheduled.Name}'", action => action is ScheduleTask task && Same(task.Name, scheduled.Name));
                break;
            case TimerCreated created:
                Confirm(created.Id, "a timer", action => action is CreateTimer);
                break;
            case TaskCompleted done:
                Close(done.TaskScheduledId)?.Source.TrySetResult(done.Result);
                break;
            case TaskFailed failed:
                var task = Close(failed.TaskScheduledId);
                task?.Source.TrySetException(new TaskFailedException(task.Name, failed.TaskScheduledId, failed.Failure));
                break;
            case TimerFired fired:
                Close(fired.TimerId)?.Source.TrySetResult(null);
                break;
            case EventRaised raised:
                inbox.Raise(raised);
                break;
            default:
                throw new InvalidOperationException($"No orchestrator of ours causes {happened.GetType().Name}.");
        }
    }

    /// <summary>What is left to do after the turn.</summary>
    public TurnResult Result(CompleteOrchestration? end) => new(end is null ? [.. pending.Values] : [.. pending.Values, end], CustomStatus);

    /// <inheritdoc/>
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var json = TaskJson.Write(input);
        var first = now;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return TaskJson.Read<TResult>(await OpenAsync(name.Name, id => new ScheduleTask(id, name.Name, json)));
            }
            catch (TaskFailedException failed)
                when (!failed.FailureDetails.IsNonRetriable && options?.Retry?.DelayAfter(attempt, now - first) is { } delay)
            {
                await CreateTimer(delay, CancellationToken.None);
            }
        }
    }

    /// <inheritdoc/>
    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (fireAt.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException("A timer needs a time in UTC.", nameof(fireAt));
        }

        return longestTimer is { } longest && fireAt - now > longest ? HopAsync(fireAt, longest, cancellationToken) : OpenTimer(fireAt, cancellationToken);
    }

    // Each hop starts from the clock of its turn, which history keeps: the same hops at every replay.
    private async Task HopAsync(DateTime fireAt, TimeSpan longest, CancellationToken cancellationToken)
    {
        while (fireAt - now > longest)
        {
            await OpenTimer(now + longest, cancellationToken);
        }

        await OpenTimer(fireAt, cancellationToken);
    }

    private Task OpenTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var id = NextId;
        var timer = OpenAsync("timer", number => new CreateTimer(number, fireAt));
        // The action stays: at replay the timer was set before anyone cancelled it.
        cancellationToken.Register(() => Close(id)?.Source.TrySetCanceled(cancellationToken));
        return timer;
    }

    /// <inheritdoc/>
    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        thread.Check();
        return TaskJson.Read<T>(await inbox.WaitAsync(eventName, cancellationToken));
    }

    /// <inheritdoc/>
    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        thread.Check();
        Anew = new(TaskJson.Write(newInput), () => preserveUnprocessedEvents ? [.. inbox.Early] : []);
    }

    /// <inheritdoc/>
    public override void SetCustomStatus(object? customStatus)
    {
        thread.Check();
        CustomStatus = TaskJson.Write(customStatus);
    }

    /// <inheritdoc/>
    public override Guid NewGuid()
    {
        thread.Check();
        var seed = string.Create(CultureInfo.InvariantCulture, $"{instanceId}|{startedAt:O}|{guids++}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: of one's own making (RFC 9562, 5.8)
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <inheritdoc/>
    public override ILogger CreateReplaySafeLogger(ILogger logger) => new ReplaySafeLogger(logger, this);

    private Task<string?> OpenAsync(string what, Func<int, OrchestratorAction> decide)
    {
        thread.Check();
        var id = NextId++;
        pending[id] = decide(id);
        // Continuations run at once, on the turn's thread: asynchronous ones of WhenAny would go to the thread pool.
        return (open[id] = new(what, new())).Source.Task;
    }

    // Null for what has been answered before: a result that is delivered twice counts once.
    private OpenTask? Close(int id) => open.Remove(id, out var task) ? task
        : id < NextId ? null
        : throw new NonDeterministicOrchestrationException($"History answers action #{id}, but orchestrator '{name}' has decided only {NextId} action(s).");

    private void Confirm(int id, string inHistory, Predicate<OrchestratorAction> isSame)
    {
        if (!pending.Remove(id, out var decided))
        {
            throw new NonDeterministicOrchestrationException($"History has {inHistory} as action #{id}, but orchestrator '{name}' did nothing there.");
        }

        if (!isSame(decided))
        {
            throw new NonDeterministicOrchestrationException($"History has {inHistory} as action #{id}, but orchestrator '{name}' decided {Describe(decided)}.");
        }
    }

    private void ConfirmTurn()
    {
        foreach (var (id, decided) in pending)
        {
            throw new NonDeterministicOrchestrationException($"Orchestrator '{name}' decided {Describe(decided)} as action #{id}, but history has nothing there.");
        }
    }

    private static string Describe(OrchestratorAction action) => action is ScheduleTask task ? $"activity '{task.Name}'" : "a timer";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A run that follows.</summary>
    public sealed record NewRun(string? Input, Func<IReadOnlyList<EventRaised>> Carryover);

    private sealed record OpenTask(string Name, TaskCompletionSource<string?> Source);
}
