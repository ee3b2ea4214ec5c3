using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Outcomes;

/// <summary>Finds the execution that an event outside is the consequence of.</summary>
public sealed class OutcomeDetector(ExecutionStore executions, DraftWatch drafts, WatchPlan plan, WatchRuns runs, OutcomeRecorder recorder, Absence absence, TimeProvider clock)
{
    // A reply may carry a time of the sender's side that is slightly ahead of or behind Gmail's.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Credits a genuine reply to the newest execution whose mail it answers: by thread, or by the Message-ID that it names.
    /// A draft that still lies unsent in that thread has no part in it.
    /// </summary>
    /// <returns>The outcome, or null when the reply answers nothing of ours within the attribution window.</returns>
    /// <exception cref="ConnectorException">Gmail could not be asked what became of a draft; observe the reply again later.</exception>
    public async Task<Outcome?> ObserveReplyAsync(ObservedReply reply, CancellationToken cancellationToken)
    {
        var answered = await FindAsync(reply, cancellationToken) ?? await FindAfterLookingAsync(reply, cancellationToken);
        if (answered is null)
        {
            return null;
        }

        var outcome = await recorder.RecordAsync(Credited(reply, answered, reply.Type), cancellationToken);
        if (reply.Tone is { } tone)
        {
            await recorder.RecordAsync(Credited(reply, answered, tone) with { Evidence = $"{reply.Evidence} The reply says \"{reply.ToneWords}\"." }, cancellationToken);
        }

        if (reply is { Type: OutcomeType.AutoReply, BackOn: { } back })
        {
            await absence.NoteAsync(answered, back, cancellationToken);
        }

        return outcome;
    }

    private Outcome Credited(ObservedReply reply, Execution answered, OutcomeType type) => new()
    {
        Id = OutcomeId.New(clock),
        Owner = reply.Owner,
        ExecutionId = answered.Id,
        QueueItemId = answered.ItemId,
        Type = type,
        SourceEvent = $"gmail:{reply.MessageId}",
        Evidence = reply.Evidence,
        DetectionMethods = [reply.DetectionMethod],
        ContactEmail = reply.FromEmail,
        OccurredAt = reply.ReceivedAt,
        DetectedAt = clock.GetUtcNow(),
    };

    private async Task<Execution?> FindAsync(ObservedReply reply, CancellationToken cancellationToken)
    {
        foreach (var message in reply.References)
        {
            if (await executions.FindBySentMessageAsync(reply.Owner, message, cancellationToken) is { } named
                && await CreditAsync(reply, named, cancellationToken) is { } answered)
            {
                return answered;
            }
        }

        foreach (var inThread in await executions.FindByThreadAsync(reply.Owner, reply.ThreadId, cancellationToken))
        {
            if (await CreditAsync(reply, inThread, cancellationToken) is { } answered)
            {
                return answered;
            }
        }

        return null;
    }

    // The user may have edited the subject just before he sent the draft, which put it into a thread that we have not seen.
    private async Task<Execution?> FindAfterLookingAsync(ObservedReply reply, CancellationToken cancellationToken)
    {
        var found = false;
        foreach (var id in await executions.ListWatchedAsync(reply.Owner, reply.FromEmail, cancellationToken))
        {
            found |= (await SeeAsync(reply.Owner, id, cancellationToken))?.SentAt is not null;
        }

        return found ? await FindAsync(reply, cancellationToken) : null;
    }

    private async Task<Execution?> CreditAsync(ObservedReply reply, ExecutionId id, CancellationToken cancellationToken) =>
        await SeeAsync(reply.Owner, id, cancellationToken) is { SentAt: { } sent } execution
        && reply.ReceivedAt > sent - Slack
        && reply.ReceivedAt <= plan.CreditUntil(execution)
            ? execution
            : null;

    private async Task<Execution?> SeeAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken)
    {
        var found = await executions.FindAsync(owner, id, cancellationToken);
        if (found?.Value is not { Status: ExecutionStatus.Succeeded, Fate: DraftFate.Unsent })
        {
            return found?.Value;
        }

        var seen = await drafts.LookAsync(found, cancellationToken);
        if (seen.Fate != DraftFate.Unsent)
        {
            await runs.WakeAsync(id, cancellationToken);
        }

        return seen;
    }
}
