using CaseyOS.Core.Audits;
using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Executions;

/// <summary>Undoes executions where that is possible. Doing it twice is the same as once.</summary>
public sealed partial class Rollback(
    QueueStore queue,
    ExecutionStore executions,
    ActionHandlers handlers,
    Performer performer,
    TakeOver takeOver,
    HoldUndo holds,
    DraftWatch drafts,
    WatchPlan plan,
    LimitBook limits,
    AuditLog audit,
    WatchRuns runs,
    TimeProvider clock,
    ILogger<Rollback> logger)
{
    private const int Tries = 10;

    /// <summary>Takes the effect back: first the draft, then HubSpot's record of it, then our own state.</summary>
    /// <exception cref="ConflictException"><c>irreversible</c>: it was sent, or there is nothing to undo; <c>already_executing</c>: it is still being made.</exception>
    public async Task<Execution> RunAsync(OwnerId owner, string actor, ExecutionId id, CancellationToken cancellationToken)
    {
        if (!holds.MayCallOff((await executions.GetAsync(owner, id, cancellationToken)).Value))
        {
            // Never of what is held: whoever calls it off must not be the one who sends it.
            await takeOver.RunAsync(owner, id, cancellationToken);
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            var current = await executions.GetAsync(owner, id, cancellationToken);
            var execution = current.Value;
            if (execution.Status is ExecutionStatus.RolledBack or ExecutionStatus.Cancelled)
            {
                return execution;
            }

            if (execution.Status == ExecutionStatus.Queued)
            {
                if (await CallOffAsync(current, actor, cancellationToken) is { } calledOff)
                {
                    return calledOff;
                }

                continue;
            }

            if (holds.MayCallOff(execution))
            {
                if (await holds.TryAsync(execution, actor, cancellationToken) is not { } called)
                {
                    continue;
                }

                await runs.WakeAsync(id, cancellationToken);
                return called.SentAt is null ? called : throw Sent(called);
            }

            if (execution is { Status: ExecutionStatus.Withdrawing, Withdrawal.By: not null })
            {
                return execution;
            }

            Check(execution);
            var handler = handlers.For(execution.ActionType);
            if (await BeginAsync(current, actor, cancellationToken) is not { } begun)
            {
                continue;
            }

            (current, execution) = (begun, begun.Value);
            if (await UndoAsync(current, handler, cancellationToken) is { } sent)
            {
                var seen = await drafts.SaveSentAsync(current, sent, cancellationToken);
                await runs.WakeAsync(id, cancellationToken);
                throw Sent(seen);
            }

            // The effect is gone; that HubSpot still shows it is said, and tried again.
            var undone = await UntellAsync(
                execution with { Status = ExecutionStatus.RolledBack, Reversible = false, LogAttempts = 0, Content = execution.Content.Withdraw() }, handler, cancellationToken);
            undone = plan.Follow(execution, undone, undone.LoggedResult?.HubspotProblem is { } problem ? $"{handler.Words.Undone} HubSpot could not be told: {problem}" : handler.Words.Undone);
            if (await TryWriteAsync(current, undone, actor, cancellationToken))
            {
                Log.RolledBack(logger, id);
                await audit.WriteAsync(owner, audit.Of(undone, clock.GetUtcNow(), "execution_rolled_back") with { Actor = actor }, cancellationToken);
                await runs.WakeAsync(id, cancellationToken);
                return undone;
            }
        }

        throw new ConflictException("conflict", "The move keeps changing; try again.", TimeSpan.FromSeconds(1));
    }

    // Null when somebody changed the execution first.
    private async Task<Versioned<Execution>?> BeginAsync(Versioned<Execution> current, string actor, CancellationToken cancellationToken) => current.Value.UndoBegun is not null
        ? current
        : await executions.TryUpdateAsync(current, current.Value with { UndoBegun = new(actor, clock.GetUtcNow()) }, cancellationToken);

    private async Task<Sighting.Sent?> UndoAsync(Versioned<Execution> current, IActionHandler handler, CancellationToken cancellationToken)
    {
        try
        {
            return await handler.UndoAsync(current.Value, cancellationToken);
        }
        catch (ConnectorException error) when (error.IsTransient)
        {
            throw new ConnectorException(error.Provider, $"{error.Message} It may be undone all the same; undoing it once more does no harm.", error.Status, isTransient: true, error.RetryAfter, error);
        }
        catch (ConflictException)
        {
            // Refused, so it stands; what happens to it later is somebody else's doing.
            await executions.TryUpdateAsync(current, current.Value with { UndoBegun = null }, CancellationToken.None);
            throw;
        }
    }

    private async Task<Execution> UntellAsync(Execution undone, IActionHandler handler, CancellationToken cancellationToken)
    {
        try
        {
            return await performer.UntellHubSpotAsync(undone, handler, cancellationToken);
        }
        catch (ActionsDisabledException stop)
        {
            // Actions were stopped after the effect was gone: that is written all the same.
            return undone with { Result = undone.LoggedResult! with { HubspotProblem = stop.Message } };
        }
    }

    private static void Check(Execution execution)
    {
        if (execution.SentAt is not null)
        {
            throw Sent(execution);
        }

        if (execution.Status.IsUnderWay())
        {
            throw new ConflictException("already_executing", WhileUnderWay(execution), TimeSpan.FromSeconds(2));
        }

        if (execution.Status == ExecutionStatus.Failed)
        {
            throw new ConflictException("irreversible", "It failed, so there is nothing to undo. Execute the move again when you like.");
        }
    }

    private static string WhileUnderWay(Execution execution) => execution switch
    {
        { Status: ExecutionStatus.Sending } => "Its time to undo is over: it is being sent at this moment. Write to them again if something has to be put right.",
        { Status: ExecutionStatus.Withdrawing } => "It is not being sent; its draft is being deleted. There is nothing more to do.",
        { Mode: ExecutionMode.Send } => "Its draft is still being made. You can undo it in a moment, before it is sent.",
        _ => "It is still being executed. Undo it when it has ended.",
    };

    // Nothing was done yet: the move goes back to where it was on the page.
    private async Task<Execution?> CallOffAsync(Versioned<Execution> current, string actor, CancellationToken cancellationToken)
    {
        const string Note = "Called off before anything was done.";
        var queued = current.Value;
        var called = plan.Follow(queued, queued with { Status = ExecutionStatus.Cancelled, Reversible = false, FinishedAt = clock.GetUtcNow(), LeaseUntil = null }, Note);
        // The newest: this process's copy may be from before it was queued elsewhere.
        if (await queue.FindNewestAsync(queued.Owner, queued.ItemId, cancellationToken) is not { Value.Status: ItemStatus.Executing } item || item.Value.ExecutionId != queued.Id)
        {
            return null;
        }

        var entry = new HistoryEntry { At = called.FinishedAt!.Value, Actor = actor, Change = "called off", From = item.Value.Status, To = ItemStatus.Pending, Note = Note };
        try
        {
            if (!await queue.TryUpdateAsync(item, item.Value with { Status = ItemStatus.Pending }, entry, ExecutionRows.Change(queued, called, current.ETag), cancellationToken))
            {
                return null;
            }
        }
        catch (RowConflictException)
        {
            return null;
        }

        await runs.WakeAsync(queued.Id, cancellationToken);
        return called;
    }

    private static ConflictException Sent(Execution execution) =>
        new("irreversible", $"{(execution.Mode == ExecutionMode.Send ? "This mail was sent" : "You sent this mail")} to {execution.Mail.ToName ?? execution.Mail.To}; a sent mail cannot be taken back. Write to them again if something has to be put right.");

    private async Task<bool> TryWriteAsync(Versioned<Execution> current, Execution undone, string actor, CancellationToken cancellationToken)
    {
        var item = await queue.GetAsync(undone.Owner, undone.ItemId, cancellationToken);
        var follows = item.Value.ExecutionId == undone.Id && ItemTransitions.Allows(item.Value.Status, ItemStatus.RolledBack);
        var changed = follows ? item.Value with { Status = ItemStatus.RolledBack, CompletedAt = null } : item.Value;
        var entry = new HistoryEntry { At = clock.GetUtcNow(), Actor = actor, Change = "rolled back", From = item.Value.Status, To = changed.Status, Note = handlers.For(undone.ActionType).Words.Undone };
        try
        {
            return await queue.TryUpdateAsync(item, changed, entry, ExecutionRows.Change(current.Value, undone, current.ETag), limits.ForgetRecipient(undone), cancellationToken);
        }
        catch (RowConflictException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Execution {Execution} rolled back")]
        public static partial void RolledBack(ILogger logger, ExecutionId execution);
    }
}
