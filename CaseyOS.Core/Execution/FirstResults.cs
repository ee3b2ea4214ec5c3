using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>What an idempotency key led to when it was used first: the same wish under the same key is answered with that.</summary>
public sealed class FirstResults(QueueStore queue, ExecutionStore executions, IOptions<ExecutionOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>The answer to a wish whose key is known; null when it is new, too old to be remembered, or led to nothing.</summary>
    public async Task<ExecuteAnswer?> FindAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        var owner = request.Sender.Owner;
        if (await executions.FindKeyAsync(owner, request.IdempotencyKey, cancellationToken) is not { } mark || mark.At + options.Value.KeepKeys <= clock.GetUtcNow())
        {
            return null;
        }

        var first = (await executions.GetAsync(owner, mark.Execution, cancellationToken)).Value;
        if (first.Status is ExecutionStatus.Failed or ExecutionStatus.Cancelled)
        {
            return null; // nothing reached the outside, so the wish may be tried again under the same key
        }

        if (mark.RequestHash != request.Hash)
        {
            return new ExecuteAnswer.KeyMismatch();
        }

        if (first.Status.IsUnderWay() && first.Status != ExecutionStatus.Holding)
        {
            return new ExecuteAnswer.Busy(Soon);
        }

        // What is held is in nobody's hands: a page that has lost the answer finds here until when it can undo.
        var item = (await queue.GetAsync(owner, first.ItemId, cancellationToken)).Value;
        return first.Status == ExecutionStatus.Holding ? new ExecuteAnswer.GoesOn(first, item) : new ExecuteAnswer.Ended(first, item);
    }
}
