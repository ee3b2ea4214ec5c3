using CaseyOS.Core.Audits;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage.Groups;

namespace CaseyOS.Core.Executions;

/// <summary>Ends executions that did not do what they were for: the move is open again, and its limits know.</summary>
public sealed class ExecutionEnd(WatchPlan plan, LimitBook limits, AuditLog audit, TimeProvider clock)
{
    /// <summary>Ends an execution that failed.</summary>
    public Task FailAsync(Lease lease, string reason) => FailAsync(lease, lease.Execution, reason, ItemStatus.Failed);

    /// <summary>Ends an execution whose mail is not sent after all.</summary>
    /// <param name="lease">The hold on it.</param>
    /// <param name="draftStays">The draft is still in the mailbox: the user has changed it.</param>
    public async Task WithdrawnAsync(Lease lease, bool draftStays)
    {
        var (reason, by, _) = lease.Execution.Withdrawal ?? throw new InvalidOperationException("Nobody has decided to withdraw it.");
        var left = lease.Execution with { Result = draftStays ? lease.Execution.Result : null };
        if (by is null)
        {
            // The move is as good as before, only the world around it is another one.
            await FailAsync(lease, left, reason, ItemStatus.Pending);
            return;
        }

        var note = draftStays ? "It was not sent. The draft, which you changed in Gmail, is still there." : "It was not sent, and the draft was deleted.";
        await WriteAsync(lease, Ended(left, ExecutionStatus.Cancelled) with { Error = null }, "called off", note, ItemStatus.Pending, limits.ForgetRecipient(left));
        await audit.WriteAsync(
            left.Owner, audit.Of(lease.Execution, lease.Execution.FinishedAt!.Value, "execution_cancelled") with { Actor = by, Result = note }, CancellationToken.None);
    }

    private async Task FailAsync(Lease lease, Execution left, string reason, ItemStatus item)
    {
        await WriteAsync(lease, Ended(left, ExecutionStatus.Failed) with { Error = reason }, "failed", reason, item, limits.Release(left));
        await audit.AfterAsync(lease.Execution, CancellationToken.None);
    }

    // Not cancelled by a stopping program: what is known now may not be found out again.
    private Task WriteAsync(Lease lease, Execution ended, string change, string note, ItemStatus item, SharedChange limit) =>
        lease.WriteAsync(plan.Follow(lease.Execution, ended, note), change, note, move => move with { Status = item }, limit, CancellationToken.None);

    private Execution Ended(Execution execution, ExecutionStatus status) =>
        execution with { Status = status, FinishedAt = clock.GetUtcNow(), LeaseUntil = null, Reversible = false };
}
