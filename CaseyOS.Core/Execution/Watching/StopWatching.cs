using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>The user does not want to wait for an outcome any more. What comes back later is still recorded, if it comes in time.</summary>
public sealed class StopWatching(QueueStore queue, ExecutionStore executions, WatchPlan plan, WatchRuns runs, TimeProvider clock)
{
    private const int Tries = 20;
    private const string Why = "You stopped watching for an outcome.";

    /// <summary>Ends the watch; of one that has ended already nothing changes.</summary>
    /// <exception cref="ConflictException"><c>already_executing</c>: the effect is still being made.</exception>
    public async Task<Execution> RunAsync(OwnerId owner, string actor, ExecutionId id, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var current = await executions.GetAsync(owner, id, cancellationToken);
            var execution = current.Value;
            if (execution.Watch.IsOver)
            {
                return execution;
            }

            if (execution.Status.IsUnderWay())
            {
                throw new ConflictException("already_executing", "It is still being executed. Stop watching when it has ended, or undo it.", TimeSpan.FromSeconds(2));
            }

            var stopped = plan.Follow(execution, execution with { Watch = execution.Watch with { EndedBecause = WatchEnd.Cancelled } }, Why);
            if (await TryWriteAsync(current, stopped, actor, cancellationToken))
            {
                await runs.WakeAsync(id, cancellationToken);
                return stopped;
            }
        }

        throw new ConflictException("conflict", "The move keeps changing; try again.", TimeSpan.FromSeconds(1));
    }

    /// <summary>The same for the latest execution of a move.</summary>
    /// <exception cref="ConflictException"><c>not_executed</c>: there is nothing to watch.</exception>
    public async Task<Execution> RunAsync(OwnerId owner, string actor, QueueItemId item, CancellationToken cancellationToken) =>
        (await queue.GetAsync(owner, item, cancellationToken)).Value.ExecutionId is { } id
            ? await RunAsync(owner, actor, id, cancellationToken)
            : throw new ConflictException("not_executed", "The move was not executed, so there is nothing to watch.");

    private async Task<bool> TryWriteAsync(Versioned<Execution> current, Execution stopped, string actor, CancellationToken cancellationToken)
    {
        var item = await queue.GetAsync(stopped.Owner, stopped.ItemId, cancellationToken);
        var entry = new HistoryEntry { At = clock.GetUtcNow(), Actor = actor, Change = "watch stopped", From = item.Value.Status, To = item.Value.Status, Note = Why };
        try
        {
            return await queue.TryUpdateAsync(item, item.Value, entry, ExecutionRows.Change(current.Value, stopped, current.ETag), cancellationToken);
        }
        catch (RowConflictException)
        {
            return false;
        }
    }
}
