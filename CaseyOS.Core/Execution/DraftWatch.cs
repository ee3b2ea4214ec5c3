using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;

namespace CaseyOS.Core.Executions;

/// <summary>Sees what the user did with a draft, and writes it down: sent (with the real Message-ID), edited, deleted.</summary>
public sealed class DraftWatch(QueueStore queue, ExecutionStore executions, ActionHandlers handlers, WatchPlan plan, TimeProvider clock)
{
    /// <summary>One look into the mailbox.</summary>
    /// <param name="current">The execution.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="at">The time for which the look was planned, if another clock than ours said that it had come.</param>
    /// <returns>The execution as it is known now.</returns>
    public async Task<Execution> LookAsync(Versioned<Execution> current, CancellationToken cancellationToken, DateTimeOffset? at = null)
    {
        var execution = current.Value;
        if (execution is not { Status: ExecutionStatus.Succeeded, Fate: DraftFate.Unsent })
        {
            return execution;
        }

        var now = at ?? clock.GetUtcNow();
        return await ((IDraftHandler)handlers.For(execution.ActionType)).LookAsync(execution, cancellationToken) switch
        {
            Sighting.Draft(var thread) => await SaveAsync(
                current, plan.Follow(execution, execution with { Result = execution.MailResult! with { ThreadId = thread } }, lookedAt: now), cancellationToken),
            Sighting.Sent sent => await SaveSentAsync(current, sent, cancellationToken),
            _ => await NoteAsync(current, execution with { Fate = DraftFate.Deleted, Reversible = false }, "draft deleted", "The draft was deleted in the mailbox.", cancellationToken),
        };
    }

    /// <summary>Writes down that the user has sent the draft.</summary>
    public Task<Execution> SaveSentAsync(Versioned<Execution> current, Sighting.Sent sent, CancellationToken cancellationToken)
    {
        var execution = current.Value with
        {
            Fate = sent.Edited ? DraftFate.SentEdited : DraftFate.SentUnchanged,
            SentAt = sent.At,
            SentMessageId = sent.MessageId,
            Reversible = false,
            // HubSpot hears the time at which it was really sent; that makes one more log due.
            Result = current.Value.MailResult! with { Sent = true, ThreadId = sent.ThreadId, GmailMessageId = sent.GmailMessageId, HubspotLogged = false, HubspotProblem = null },
            LogAttempts = 0,
        };
        return NoteAsync(current, execution, "sent", sent.Edited ? "You edited the draft and sent it." : "You sent the draft.", cancellationToken);
    }

    /// <summary>Writes the execution; a lost race means that somebody else just did.</summary>
    public async Task<Execution> SaveAsync(Versioned<Execution> current, Execution seen, CancellationToken cancellationToken) =>
        seen == current.Value ? seen
        : await executions.TryUpdateAsync(current, seen, cancellationToken) is { } saved ? saved.Value
        : (await executions.GetAsync(seen.Owner, seen.Id, cancellationToken)).Value;

    // With a line in the move's history, while the move still is about this execution.
    private async Task<Execution> NoteAsync(Versioned<Execution> current, Execution seen, string change, string note, CancellationToken cancellationToken)
    {
        var next = plan.Follow(current.Value, seen, note);
        if (await queue.FindAsync(seen.Owner, seen.ItemId, cancellationToken) is not { } item || item.Value.ExecutionId != seen.Id)
        {
            return await SaveAsync(current, next, cancellationToken);
        }

        var entry = new HistoryEntry { At = clock.GetUtcNow(), Actor = HistoryEntry.Program, Change = change, From = item.Value.Status, To = item.Value.Status, Note = note };
        try
        {
            return await queue.TryUpdateAsync(item, item.Value, entry, ExecutionRows.Change(current.Value, next, current.ETag), cancellationToken)
                ? next
                : await SaveAsync(current, next, cancellationToken);
        }
        catch (RowConflictException)
        {
            return (await executions.GetAsync(seen.Owner, seen.Id, cancellationToken)).Value;
        }
    }
}
