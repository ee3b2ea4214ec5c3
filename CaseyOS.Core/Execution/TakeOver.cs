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
        try
        {
            if (found.Status != ExecutionStatus.Logging && found.StartedAt + options.Value.GiveUpAfter < now)
            {
                await performer.FailAsync(lease, found.Content is PreviewedMail
                    ? "Gmail could not be asked for a day whether the draft exists. Look into your drafts before you try again."
                    : "HubSpot could not be asked for a day whether the record exists. Look there before you try again.");
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Execution {Execution} taken over by performer {Attempts}")]
        public static partial void TookOver(ILogger logger, ExecutionId execution, int attempts);
    }
}
