using CaseyOS.Core.Audits;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>
/// Carries a mail from "sending" or "withdrawing" to where its fate is known, under a lease: sends the draft, or takes it back.
/// It may be stopped anywhere and started again by somebody else.
/// </summary>
public sealed partial class Deliverer(
    ExecutionEnd end, WatchPlan plan, HandlerCircuits circuits, AuditLog audit, IOptions<ExecutionOptions> options, TimeProvider clock, ILogger<Deliverer> logger)
{
    /// <summary>Goes on with what this process has just taken on.</summary>
    /// <returns>True when the mail was sent and HubSpot is to be told; false when it has ended otherwise, or waits.</returns>
    /// <exception cref="ActionsDisabledException">The draft is to be taken back, and actions are stopped.</exception>
    public async Task<bool> RunAsync(Lease lease, ISendingHandler handler, CancellationToken stopping) =>
        lease.Execution.Status == ExecutionStatus.Sending
            ? await SendAsync(lease, handler, stopping)
            : await WithdrawAsync(lease, handler, stopping);

    private async Task<bool> SendAsync(Lease lease, ISendingHandler handler, CancellationToken stopping)
    {
        var execution = lease.Execution;
        await audit.WriteAsync(execution.Owner, audit.Of(execution, execution.HoldUntil!.Value, "mail_sending"), stopping);
        try
        {
            var answer = await WithinAsync(time => handler.SendAsync(execution, time), stopping)
                ?? new SendAnswer.Unknown("Gmail has not answered in time. We look again shortly whether the mail was sent.");
            circuits.Report(handler, answer.Service);
            switch (answer)
            {
                case SendAnswer.Sent(var mail):
                    await SaveSentAsync(lease, mail);
                    return true;

                case SendAnswer.Refused(var reason, _):
                    var now = clock.GetUtcNow();
                    await WriteAsync(
                        lease,
                        execution with { Status = ExecutionStatus.Withdrawing, Withdrawal = new(reason, By: null), LeaseUntil = now + options.Value.Lease },
                        "not sent",
                        reason);
                    return await WithdrawAsync(lease, handler, stopping);

                case SendAnswer.Unknown(var reason, _):
                    await WaitAsync(lease, reason);
                    return false;

                default:
                    throw new InvalidOperationException("A handler knows three answers.");
            }
        }
        catch (ActionsDisabledException stop)
        {
            // The gate stands before the call: nothing has gone out, so it is held again and looked at anew after the stop.
            await WriteAsync(
                lease, execution with { Status = ExecutionStatus.Holding, Error = stop.Message, LeaseUntil = clock.GetUtcNow(), Watch = execution.Watch with { NextCheck = null } }, "held", stop.Message);
            return false;
        }
    }

    private async Task<bool> WithdrawAsync(Lease lease, ISendingHandler handler, CancellationToken stopping)
    {
        try
        {
            switch (await WithinAsync(time => handler.WithdrawAsync(lease.Execution, time), stopping))
            {
                case Sighting.Sent mail:
                    await SaveSentAsync(lease, mail);
                    return true;

                case { } left:
                    await end.WithdrawnAsync(lease, draftStays: left is Sighting.Draft);
                    return false;

                default:
                    await WaitToWithdrawAsync(lease, "Gmail has not answered in time.");
                    return false;
            }
        }
        catch (Exception error) when (error is ConnectorException or ReconnectRequiredException)
        {
            await WaitToWithdrawAsync(lease, error.Message);
            return false;
        }
    }

    // First of all that it is sent, and as what: with it, nobody sends or takes back anything any more.
    private async Task SaveSentAsync(Lease lease, Sighting.Sent mail)
    {
        var sent = lease.Execution with
        {
            Status = ExecutionStatus.Logging,
            Error = null,
            Reversible = false,
            Withdrawal = null,
            Fate = mail.Edited ? DraftFate.SentEdited : DraftFate.SentUnchanged,
            SentAt = mail.At,
            SentMessageId = mail.MessageId,
            Result = lease.Execution.MailResult! with { Sent = true, ThreadId = mail.ThreadId, GmailMessageId = mail.GmailMessageId },
            LeaseUntil = clock.GetUtcNow() + options.Value.Lease,
        };
        await WriteAsync(lease, sent, "sent", mail.Edited ? "You edited the draft and sent it." : $"It was sent to {sent.Mail.ToName ?? sent.Mail.To}.");
        Log.Sent(logger, sent.Id);
        await audit.WriteAsync(sent.Owner, audit.Of(sent, mail.At, "mail_sent"), CancellationToken.None);
    }

    // Nothing is promised that an earlier try to send may have broken already.
    private Task WaitToWithdrawAsync(Lease lease, string why) => WaitAsync(lease, lease.Execution.Withdrawal!.MayBeSent
        ? $"{why} It may have been sent before you called it off. We look as soon as that is possible; if it was not, its draft is deleted."
        : $"{why} It will not be sent; its draft is deleted as soon as that is possible.");

    private Task WaitAsync(Lease lease, string reason)
    {
        var again = clock.GetUtcNow() + WatchPlan.AfterUnknown(lease.Execution);
        Log.Waits(logger, lease.Execution.Id, lease.Execution.Status, reason, again);
        return WriteAsync(
            lease, lease.Execution with { Error = reason, LeaseUntil = clock.GetUtcNow(), Watch = lease.Execution.Watch with { NextCheck = again } }, "waiting", reason);
    }

    // Null: no answer in time.
    private async Task<T?> WithinAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken stopping)
        where T : class
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            return await act(time.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task WriteAsync(Lease lease, Execution next, string change, string note) =>
        lease.WriteAsync(plan.Follow(lease.Execution, next, note), change, note, cancellationToken: CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The mail of execution {Execution} was sent")]
        public static partial void Sent(ILogger logger, ExecutionId execution);

        [LoggerMessage(LogLevel.Warning, "Execution {Execution} waits while {Status} ({Reason}); next look at {At}")]
        public static partial void Waits(ILogger logger, ExecutionId execution, ExecutionStatus status, string reason, DateTimeOffset at);
    }
}
