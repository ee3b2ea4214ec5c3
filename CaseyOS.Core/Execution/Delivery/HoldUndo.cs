using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>
/// The user calls off a mail that is held. He and whoever sends it race for the execution's row: the one who writes it first has
/// his way, and the other one finds that out before he does anything outside.
/// </summary>
public sealed class HoldUndo(QueueStore queue, ExecutionStore executions, ExecutionRunner runner, WatchPlan plan, IOptions<ExecutionOptions> options, TimeProvider clock)
{
    /// <summary>Whether it may still be called off: it is held, or nobody has managed to send it and nobody is trying now.</summary>
    public bool MayCallOff(Execution execution) =>
        execution.Status == ExecutionStatus.Holding || (execution.Status == ExecutionStatus.Sending && execution.LeaseUntil <= clock.GetUtcNow());

    /// <summary>Calls it off and deletes the draft.</summary>
    /// <returns>As it is then: cancelled; still withdrawing while Gmail cannot be asked; or sent, if the user did that himself. Null when somebody else was first.</returns>
    public async Task<Execution?> TryAsync(Execution held, string actor, CancellationToken cancellationToken)
    {
        var mayBeSent = held.Status == ExecutionStatus.Sending;
        var note = mayBeSent
            ? "You called it off while it was not known whether it had been sent. If it was not, it will not be."
            : "You called it off before it was sent.";
        var lease = new Lease(queue, executions, clock, held);
        var withdrawn = held with
        {
            Status = ExecutionStatus.Withdrawing,
            Withdrawal = new(note, actor, mayBeSent),
            Error = null,
            Attempts = held.Attempts + 1,
            LeaseUntil = clock.GetUtcNow() + options.Value.Lease,
            Watch = held.Watch with { NextCheck = null },
        };
        try
        {
            await lease.WriteAsync(plan.Follow(held, withdrawn, note), "called off", note, cancellationToken: cancellationToken);
        }
        catch (LeaseLostException)
        {
            return null;
        }

        return await runner.Start(lease).WaitAsync(cancellationToken);
    }
}
