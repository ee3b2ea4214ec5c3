using CaseyOS.Core.Audits;
using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>
/// Carries an execution from "performing" to its end under a lease: effect, record of the effect, HubSpot, record of the
/// end. It may be stopped anywhere and started again by somebody else.
/// </summary>
public sealed partial class Performer(
    ExecutionStore executions,
    ActionHandlers handlers,
    Deliverer deliverer,
    ExecutionEnd end,
    WatchPlan plan,
    WatchRuns runs,
    HandlerCircuits circuits,
    AuditLog audit,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<Performer> logger)
{
    /// <summary>Performs what this process has just reserved or taken over.</summary>
    /// <returns>The execution as it stands now; it may belong to another performer meanwhile.</returns>
    public async Task<Execution> RunAsync(Lease lease, CancellationToken stopping)
    {
        try
        {
            var handler = handlers.For(lease.Execution.ActionType);
            if (!await ActAsync(lease, handler, stopping))
            {
                return lease.Execution;
            }

            await FinishAsync(lease, await TellHubSpotAsync(lease.Execution, handler, stopping));
            Log.Ended(logger, lease.Execution.Id, lease.Execution.Status, lease.Execution.Attempts);
            await audit.AfterAsync(lease.Execution, CancellationToken.None);
            return lease.Execution;
        }
        catch (ActionsDisabledException stop)
        {
            await HoldAsync(lease, stop.Message);
            return lease.Execution;
        }
        catch (LeaseLostException)
        {
            Log.Lost(logger, lease.Execution.Id);
            return (await executions.GetAsync(lease.Execution.Owner, lease.Execution.Id, CancellationToken.None)).Value;
        }
    }

    // Whether the effect is complete, so that HubSpot may be told.
    private async Task<bool> ActAsync(Lease lease, IActionHandler handler, CancellationToken stopping) => lease.Execution.Status switch
    {
        ExecutionStatus.Performing => await PerformAsync(lease, handler, stopping),
        ExecutionStatus.Sending or ExecutionStatus.Withdrawing => await deliverer.RunAsync(lease, (ISendingHandler)handler, stopping),
        _ => true,
    };

    /// <summary>Tells HubSpot, and says in the result how that went. Failing is no reason to undo the effect.</summary>
    public async Task<Execution> TellHubSpotAsync(Execution execution, IActionHandler handler, CancellationToken stopping)
    {
        if (handler is not ILoggedHandler logged)
        {
            return execution; // its effect is in HubSpot itself
        }

        using var limit = new CancellationTokenSource(options.Value.Timeout, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        var told = execution with { LogAttempts = execution.LogAttempts + 1 };
        try
        {
            return told with { Result = await LogAsync(execution, logged, time.Token) };
        }
        catch (Exception error) when (error is ConnectorException or ReconnectRequiredException or OperationCanceledException)
        {
            Log.HubSpotNotTold(logger, error, execution.Id, told.LogAttempts);
            var problem = error is OperationCanceledException ? "HubSpot did not answer in time." : error.Message;
            return told with { Result = execution.LoggedResult! with { HubspotLogged = false, HubspotProblem = problem } };
        }
    }

    // Logging twice is the same as once, so a lost answer is simply asked for again.
    private async Task<LoggedResult> LogAsync(Execution execution, ILoggedHandler handler, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                return await handler.LogAsync(execution, cancellationToken);
            }
            catch (ConnectorException error) when (error.IsTransient && retries < options.Value.Retries)
            {
                await Task.Delay(options.Value.RetryDelay * Math.Pow(2, retries), clock, cancellationToken);
            }
        }
    }

    /// <summary>Takes back what HubSpot was told about an execution that is undone.</summary>
    public async Task<Execution> UntellHubSpotAsync(Execution execution, IActionHandler handler, CancellationToken cancellationToken)
    {
        if (handler is not ILoggedHandler logged)
        {
            return execution;
        }

        var told = execution with { LogAttempts = execution.LogAttempts + 1 };
        try
        {
            await logged.UnlogAsync(execution, cancellationToken);
            return told with { Result = execution.LoggedResult! with { HubspotLogged = false, HubspotProblem = null } };
        }
        catch (Exception error) when (error is ConnectorException or ReconnectRequiredException)
        {
            Log.HubSpotNotTold(logger, error, execution.Id, told.LogAttempts);
            return told with { Result = execution.LoggedResult! with { HubspotProblem = error.Message } };
        }
    }

    private async Task<bool> PerformAsync(Lease lease, IActionHandler handler, CancellationToken stopping)
    {
        await audit.BeforeAsync(lease.Execution, stopping);
        var performed = await TryAsync(lease.Execution, handler, stopping);
        circuits.Report(handler, performed.Service);
        switch (performed)
        {
            case Performed.Done(MailResult { Sent: false } draft) when lease.Execution.Mode == ExecutionMode.Send:
                await HoldDraftAsync(lease, draft);
                return false;

            case Performed.Done(var result):
                // First of all the ids: without them nobody finds the effect again.
                await WriteAsync(lease, lease.Execution with { Status = ExecutionStatus.Logging, Result = result }, handler.Words.Change, handler.Words.Done);
                return true;

            case Performed.NotDone(var reason, _):
                await end.FailAsync(lease, reason);
                return false;

            case Performed.Unknown(var reason, _):
                var again = clock.GetUtcNow() + WatchPlan.AfterUnknown(lease.Execution);
                Log.Unknown(logger, lease.Execution.Id, reason, again);
                await WriteAsync(
                    lease, lease.Execution with { Error = reason, LeaseUntil = clock.GetUtcNow(), Watch = lease.Execution.Watch with { NextCheck = again } }, "waiting", reason);
                return false;

            default:
                throw new InvalidOperationException("A handler knows three answers.");
        }
    }

    private async Task<Performed> TryAsync(Execution execution, IActionHandler handler, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            return await handler.PerformAsync(execution, time.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new Performed.Unknown(handler.Words.NoAnswer);
        }
    }

    // The draft that will be sent is stored before its hold begins, and nothing but this draft is ever sent.
    private async Task HoldDraftAsync(Lease lease, MailResult draft)
    {
        var until = clock.GetUtcNow() + options.Value.HoldWindow;
        await WriteAsync(
            lease,
            lease.Execution with { Status = ExecutionStatus.Holding, Result = draft, HoldUntil = until, LeaseUntil = until, Error = null },
            "holding",
            "The draft is in Gmail. It is sent unless you call it off in time.");
        // The orchestration waits for the end of this performer's lease; what ends earlier now is the hold.
        await runs.WakeAsync(lease.Execution.Id, CancellationToken.None);
    }

    // The emergency stop came between the click and the effect: it waits, and whoever looks next after the stop goes on.
    private async Task HoldAsync(Lease lease, string reason)
    {
        await WriteAsync(lease, lease.Execution with { Error = reason, LeaseUntil = clock.GetUtcNow(), Watch = lease.Execution.Watch with { NextCheck = null } }, "held", reason);
        // The orchestration waits for the end of this performer's lease, and the stop may be over before that.
        await runs.WakeAsync(lease.Execution.Id, CancellationToken.None);
    }

    private Task FinishAsync(Lease lease, Execution told)
    {
        var done = End(told, ExecutionStatus.Succeeded) with { Error = null };
        return lease.WriteAsync(
            plan.Follow(lease.Execution, done, done.LoggedResult?.HubspotProblem is { } problem ? $"HubSpot could not be told: {problem}" : "HubSpot knows of it."),
            "executed",
            done.LoggedResult?.HubspotProblem,
            item => item with { Status = ItemStatus.Executed, ExecutedAt = done.FinishedAt });
    }

    // Not cancelled by a stopping program: what is known now may not be found out again.
    private Task WriteAsync(Lease lease, Execution next, string change, string note, Func<QueueItem, QueueItem>? onItem = null) =>
        lease.WriteAsync(plan.Follow(lease.Execution, next, note), change, note, onItem, CancellationToken.None);

    private Execution End(Execution execution, ExecutionStatus status) =>
        execution with { Status = status, FinishedAt = clock.GetUtcNow(), LeaseUntil = null };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Execution {Execution} ended as {Status} with performer {Attempts}")]
        public static partial void Ended(ILogger logger, ExecutionId execution, ExecutionStatus status, int attempts);

        [LoggerMessage(LogLevel.Information, "Execution {Execution} was taken over by another performer")]
        public static partial void Lost(ILogger logger, ExecutionId execution);

        [LoggerMessage(LogLevel.Warning, "Execution {Execution}: it is not known whether the effect exists ({Reason}); next look at {At}")]
        public static partial void Unknown(ILogger logger, ExecutionId execution, string reason, DateTimeOffset at);

        [LoggerMessage(LogLevel.Warning, "Execution {Execution}: HubSpot was not told, try {Attempts}")]
        public static partial void HubSpotNotTold(ILogger logger, Exception error, ExecutionId execution, int attempts);
    }
}
