using CaseyOS.Core.Accounts;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>
/// Looks after executions that need it: takes over those whose performer died, tells HubSpot what it has not heard yet, and
/// sees what became of drafts. It reads the open watches only, never closed history.
/// </summary>
public sealed partial class ExecutionRecovery(
    AccountStore accounts,
    QueueStore queue,
    ExecutionStore executions,
    ActionHandlers handlers,
    Performer performer,
    ExecutionRunner runner,
    DraftWatch drafts,
    WatchPlan plan,
    ActionSwitch actions,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<ExecutionRecovery> logger)
{
    /// <summary>Looks after everything that is due, of all owners. One that cannot be looked after now does not hold up the others.</summary>
    /// <exception cref="AggregateException">Something failed that should not; everything else was still looked after.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Exception> defects = [];
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            foreach (var id in await executions.ListDueAsync(account.Owner, clock.GetUtcNow(), cancellationToken))
            {
                try
                {
                    await LookAfterAsync(account.Owner, id, cancellationToken);
                }
                catch (Exception defect) when (!cancellationToken.IsCancellationRequested)
                {
                    Log.Failed(logger, defect, id);
                    defects.Add(defect);
                }
            }
        }

        if (defects.Count > 0)
        {
            throw new AggregateException("Some executions could not be looked after; they stay due.", defects);
        }
    }

    /// <summary>Finishes an execution whose performer's lease has run out; leaves any other alone.</summary>
    public async Task TakeOverAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken)
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
                await performer.FailAsync(lease, "Gmail could not be asked for a day whether the draft exists. Look into your drafts before you try again.");
                return;
            }

            var until = now + options.Value.Lease;
            await lease.WriteAsync(
                found with { Attempts = found.Attempts + 1, LeaseUntil = until, NextLookAt = until },
                "taken over",
                "The program was interrupted; it looks first what was done already.",
                cancellationToken: cancellationToken);
        }
        catch (LeaseLostException)
        {
            return;
        }

        Log.TookOver(logger, id, lease.Execution.Attempts);
        await runner.Start(lease).WaitAsync(cancellationToken);
    }

    private async Task LookAfterAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken)
    {
        try
        {
            if (await executions.FindAsync(owner, id, cancellationToken) is not { } found)
            {
                return;
            }

            if (found.Value.Status.IsUnderWay())
            {
                await TakeOverAsync(owner, id, cancellationToken);
            }
            else if (plan.MustTell(found.Value))
            {
                await drafts.SaveAsync(found, await TellAsync(found.Value, cancellationToken), cancellationToken);
            }
            else
            {
                await drafts.LookAsync(found, cancellationToken);
            }
        }
        catch (Exception error) when (error is ConnectorException or ReconnectRequiredException or ActionsDisabledException)
        {
            // Its watch stays due, so the next run tries again.
            Log.Postponed(logger, error, id);
        }
    }

    private Task<Execution> TellAsync(Execution execution, CancellationToken cancellationToken)
    {
        var handler = handlers.For(execution.ActionType);
        return execution.Status == ExecutionStatus.RolledBack
            ? performer.UntellHubSpotAsync(execution, handler, cancellationToken)
            : performer.TellHubSpotAsync(execution, handler, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Looking after execution {Execution} failed")]
        public static partial void Failed(ILogger logger, Exception error, ExecutionId execution);

        [LoggerMessage(LogLevel.Warning, "Execution {Execution} taken over by performer {Attempts}")]
        public static partial void TookOver(ILogger logger, ExecutionId execution, int attempts);

        [LoggerMessage(LogLevel.Warning, "Execution {Execution} cannot be looked after now")]
        public static partial void Postponed(ILogger logger, Exception error, ExecutionId execution);
    }
}
