using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>Finishes executions whose performer died or did not come to know what it did.</summary>
public sealed partial class TakeOver(
    QueueStore queue,
    ExecutionStore executions,
    Performer performer,
    ExecutionRunner runner,
    WatchPlan plan,
    ActionSwitch actions,
    LimitBook limits,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<TakeOver> logger)
{
    /// <summary>Finishes an execution whose performer's lease has run out; leaves any other alone.</summary>
    public async Task RunAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken)
    {
        if (await executions.FindAsync(owner, id, cancellationToken) is not { Value: var found } || !found.Status.IsUnderWay() || found.LeaseUntil > clock.GetUtcNow()
            || await actions.FindStopAsync(cancellationToken) is not null)
        {
            return;
        }

        var lease = new Lease(queue, executions, clock, found);
        var now = clock.GetUtcNow();
        if (found.Status == ExecutionStatus.Queued)
        {
            await AdmitAsync(found, lease, now, cancellationToken);
            return;
        }

        try
        {
            if (found.Status != ExecutionStatus.Logging && found.StartedAt + options.Value.GiveUpAfter < now)
            {
                await performer.FailAsync(lease, found.Content switch
                {
                    PreviewedMail => "Gmail could not be asked for a day whether the draft exists. Look into your drafts before you try again.",
                    PreviewedMeeting => "Google could not be asked for a day whether the meeting exists. Look into your calendar before you try again.",
                    _ => "HubSpot could not be asked for a day whether the record exists. Look there before you try again.",
                });
                return;
            }

            const string Why = "The program was interrupted; it looks first what was done already.";
            var taken = found with { Attempts = found.Attempts + 1, LeaseUntil = now + options.Value.Lease, Watch = found.Watch with { NextCheck = null } };
            await lease.WriteAsync(plan.Follow(found, taken, Why), "taken over", Why, cancellationToken: cancellationToken);
        }
        catch (LeaseLostException)
        {
            return;
        }

        Log.TookOver(logger, id, lease.Execution.Attempts);
        await runner.Start(lease).WaitAsync(cancellationToken);
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
                begun, TimeZoneInfo.Utc, place => queue.UpdateTogetherAsync(item, item.Value, entry, [.. ExecutionRows.Change(queued, begun, Azure.ETag.All), place], cancellationToken), cancellationToken))
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
