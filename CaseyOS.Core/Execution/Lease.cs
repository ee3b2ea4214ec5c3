using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Groups;

namespace CaseyOS.Core.Executions;

/// <summary>
/// One performer's hold on an execution. It writes execution and move together, and only while the hold lasts: whoever was
/// away for too long finds that another performer has taken over, and stops.
/// </summary>
public sealed class Lease(QueueStore queue, ExecutionStore executions, TimeProvider clock, Execution execution)
{
    private const int Tries = 20;
    private long seen = -1;

    /// <summary>The execution as this performer last wrote it.</summary>
    public Execution Execution { get; private set; } = execution;

    /// <summary>Writes the next state; the move changes with it.</summary>
    /// <exception cref="LeaseLostException">Another performer has taken over, or has finished.</exception>
    public Task WriteAsync(Execution next, string change, string? note, Func<QueueItem, QueueItem>? onItem = null, CancellationToken cancellationToken = default) =>
        WriteAsync(next, change, note, onItem, shared: null, cancellationToken);

    /// <summary>As the other overload, with a row that others change too.</summary>
    internal async Task WriteAsync(
        Execution next, string change, string? note, Func<QueueItem, QueueItem>? onItem, SharedChange? shared, CancellationToken cancellationToken)
    {
        if (!ExecutionTransitions.Allows(Execution.Status, next.Status))
        {
            throw new InvalidOperationException($"An execution that is {Execution.Status} cannot become {next.Status}.");
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            var item = await ReadAsync(next, cancellationToken);
            await CheckAsync(item.Value, cancellationToken);
            var changed = onItem?.Invoke(item.Value) ?? item.Value;
            var entry = new HistoryEntry
            {
                At = clock.GetUtcNow(),
                Actor = next.ExecutedBy,
                Change = change,
                From = item.Value.Status,
                To = changed.Status,
                Note = note,
            };
            // The move's own version guards the execution's row too: both are only ever written together while it runs.
            if (await TryAsync(item, changed, entry, next, shared, cancellationToken))
            {
                Execution = next;
                seen = item.Value.Version + 1;
                return;
            }
        }

        throw new ConflictException("conflict", "The move keeps changing; try again.", TimeSpan.FromSeconds(1));
    }

    private async Task<bool> TryAsync(
        Versioned<QueueItem> item, QueueItem changed, HistoryEntry entry, Execution next, SharedChange? shared, CancellationToken cancellationToken)
    {
        try
        {
            return await queue.TryUpdateAsync(item, changed, entry, ExecutionRows.Change(Execution, next, Azure.ETag.All), shared, cancellationToken);
        }
        catch (RowConflictException taken) when (taken.RowKey == shared?.Row.Key)
        {
            return false;
        }
    }

    // Whoever takes over has not seen the move in this status yet: this process's copy may be from before.
    private async Task<Versioned<QueueItem>> ReadAsync(Execution next, CancellationToken cancellationToken) => seen < 0
        ? await queue.FindNewestAsync(next.Owner, next.ItemId, cancellationToken) ?? throw new LeaseLostException()
        : await queue.GetAsync(next.Owner, next.ItemId, cancellationToken);

    private async Task CheckAsync(QueueItem item, CancellationToken cancellationToken)
    {
        if (item.Status != ItemStatus.Executing || item.ExecutionId != Execution.Id)
        {
            throw new LeaseLostException();
        }

        if (item.Version == seen)
        {
            return;
        }

        // Somebody wrote since: perhaps the user changed the title, perhaps another performer took over.
        var stored = await executions.GetAsync(Execution.Owner, Execution.Id, cancellationToken);
        if (stored.Value.Attempts != Execution.Attempts || stored.Value.Status != Execution.Status)
        {
            throw new LeaseLostException();
        }
    }

    /// <summary>Remembers the move's version as this performer left it, so that the next write needs no reading.</summary>
    public Lease Seen(long version)
    {
        seen = version;
        return this;
    }
}

/// <summary>Another performer has taken over.</summary>
public sealed class LeaseLostException() : Exception("Another performer has taken the execution over.");
