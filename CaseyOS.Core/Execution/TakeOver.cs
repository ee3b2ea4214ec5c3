using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>Finishes executions whose performer died or did not come to know what it did.</summary>
public sealed partial class TakeOver(
    QueueStore queue,
    ExecutionStore executions,
    ExecutionEnd end,
    ExecutionRunner runner,
    WatchPlan plan,
    ActionSwitch actions,
    LimitBook limits,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<TakeOver> logger)
{
    /// <summary>Finishes an execution whose performer's lease has run out, and sends what was held long enough; leaves any other alone.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="at">The time for which this was planned, if another clock than ours said that it had come.</param>
    public async Task RunAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken, DateTimeOffset? at = null)
    {
        var now = at is { } planned && planned > clock.GetUtcNow() ? planned : clock.GetUtcNow();
        if (await executions.FindAsync(owner, id, cancellationToken) is not { Value: var found } || !found.Status.IsUnderWay() || found.LeaseUntil > now)
        {
            return;
        }

        var lease = new Lease(queue, executions, clock, found);
        if (await actions.ConfirmStopAsync(cancellationToken) is { } stop)
        {
            await SayHeldAsync(lease, stop, cancellationToken);
            return;
        }

        try
        {
            if (IsTooLate(found, now))
            {
                await GiveUpAsync(lease, now, cancellationToken);
            }
            else if (found.Status == ExecutionStatus.Queued)
            {
                await AdmitAsync(found, lease, now, cancellationToken);
                return;
            }
            else
            {
                await TakeAsync(lease, now, cancellationToken);
            }
        }
        catch (LeaseLostException)
        {
            return;
        }

        if (!lease.Execution.Status.IsUnderWay())
        {
            return;
        }

        Log.TookOver(logger, id, lease.Execution.Attempts);
        await runner.Start(lease).WaitAsync(cancellationToken);
    }

    // What is done is told to HubSpot however late; what waits for room is late from the time at which there was some.
    private bool IsTooLate(Execution found, DateTimeOffset now) => found.Status != ExecutionStatus.Logging
        && (found.Status == ExecutionStatus.Queued ? found.LeaseUntil : found.HoldUntil ?? found.StartedAt) + options.Value.GiveUpAfter < now;

    private Task TakeAsync(Lease lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = lease.Execution;
        var (status, change, why) = found.Status == ExecutionStatus.Holding
            ? (ExecutionStatus.Sending, "sending", "The time to call it off is over; it is sent after a last look.")
            : (found.Status, "taken over", "The program was interrupted; it looks first what was done already.");
        var taken = found with
        {
            Status = status,
            Error = null,
            Attempts = found.Attempts + 1,
            LeaseUntil = now + options.Value.Lease,
            Watch = found.Watch with { NextCheck = null },
        };
        return lease.WriteAsync(plan.Follow(found, taken, why), change, why, cancellationToken: cancellationToken);
    }

    private Task GiveUpAsync(Lease lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = lease.Execution;
        switch (found.Status)
        {
            case ExecutionStatus.Queued:
                return end.FailAsync(lease, "Its limit had room a day ago, but it could not be done since, so it was not done at all. Look at it again and execute it anew.");

            case ExecutionStatus.Holding:
                // What was confirmed a day ago is not what the user wants sent now.
                const string Late = "It could not be sent for a day, so it was not sent at all. Look at it again and send it anew.";
                var withdrawn = found with { Status = ExecutionStatus.Withdrawing, Withdrawal = new(Late, By: null), Attempts = found.Attempts + 1, LeaseUntil = now + options.Value.Lease };
                return lease.WriteAsync(plan.Follow(found, withdrawn, Late), "not sent", Late, cancellationToken: cancellationToken);

            case ExecutionStatus.Sending:
                return end.FailAsync(lease, "Gmail could not be asked for a day whether the mail was sent. Look into your sent mail before you try again.");

            case ExecutionStatus.Withdrawing:
                return end.FailAsync(lease, $"{found.Withdrawal!.Reason} Gmail could not be asked for a day to delete its draft: look into your drafts.");

            default:
                return end.FailAsync(lease, found.Content switch
                {
                    PreviewedMail => "Gmail could not be asked for a day whether the draft exists. Look into your drafts before you try again.",
                    PreviewedMeeting => "Google could not be asked for a day whether the meeting exists. Look into your calendar before you try again.",
                    PreviewedEscalation or PreviewedDrafts => "Gmail or HubSpot could not be asked for a day what exists already. Look there before you try again.",
                    _ => "HubSpot could not be asked for a day whether the record exists. Look there before you try again.",
                });
        }
    }

    // The user should read why a mail whose time has come does not go out.
    private async Task SayHeldAsync(Lease lease, ActionStop stop, CancellationToken cancellationToken)
    {
        var held = lease.Execution;
        if (held.Status != ExecutionStatus.Holding || held.Error is not null)
        {
            return;
        }

        try
        {
            await lease.WriteAsync(plan.Follow(held, held with { Error = stop.Explain() }, stop.Explain()), "held", stop.Explain(), cancellationToken: cancellationToken);
        }
        catch (LeaseLostException)
        {
            // called off meanwhile
        }
    }

    // There may be room now: it takes its place and is performed, or waits for the next one.
    private async Task AdmitAsync(Execution queued, Lease waiting, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Why = "There is room within the limit; it looks first whether anything changed.";
        var begun = queued with { Status = ExecutionStatus.Performing, Attempts = queued.Attempts + 1, LeaseUntil = now + options.Value.Lease };
        begun = plan.Follow(queued, begun, Why);
        // The newest: this process's copy may be from before it was queued elsewhere.
        if (await queue.FindNewestAsync(queued.Owner, queued.ItemId, cancellationToken) is not { Value.Status: ItemStatus.Executing } item || item.Value.ExecutionId != queued.Id)
        {
            return;
        }

        var entry = new HistoryEntry { At = now, Actor = queued.ExecutedBy, Change = "limit open", From = item.Value.Status, To = item.Value.Status, Note = Why };
        try
        {
            // False: another instance was faster.
            if (await limits.ReserveAsync(
                begun, TimeZoneInfo.Utc, place => queue.TryUpdateAsync(item, item.Value, entry, ExecutionRows.Change(queued, begun, Azure.ETag.All), place, cancellationToken), cancellationToken))
            {
                await runner.Start(new Lease(queue, executions, clock, begun).Seen(item.Value.Version + 1)).WaitAsync(cancellationToken);
            }
        }
        catch (RateLimitedException full)
        {
            await WaitOnAsync(queued, waiting, full.NextAt, cancellationToken);
        }
    }

    private async Task WaitOnAsync(Execution queued, Lease waiting, DateTimeOffset until, CancellationToken cancellationToken)
    {
        const string Why = "Others were faster; it waits for the next room within the limit.";
        try
        {
            await waiting.WriteAsync(plan.Follow(queued, queued with { LeaseUntil = until }, Why), "queued", Why, cancellationToken: cancellationToken);
        }
        catch (LeaseLostException)
        {
            // called off, or admitted elsewhere
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Execution {Execution} taken over by performer {Attempts}")]
        public static partial void TookOver(ILogger logger, ExecutionId execution, int attempts);
    }
}
