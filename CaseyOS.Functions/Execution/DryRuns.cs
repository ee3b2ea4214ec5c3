using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Functions.Queue;

namespace CaseyOS.Functions.Execution;

/// <summary>An execution without its effect: the answer has the same shape, nothing happens and nothing is stored.</summary>
internal sealed class DryRuns(Executor executor, QueueStore queue, IExecutableActions actions, TimeProvider clock)
{
    public async Task<ExecuteMoveResponse> RunAsync(Sender sender, QueueItemId id, ExecuteMoveRequest request, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var preview = await executor.PreviewAsync(sender, id, request.Mode, request.Overrides?.ToOverrides(), cancellationToken);
        var item = (await queue.GetAsync(sender.Owner, id, cancellationToken)).Value;
        return new(ExecutionResponse.OfDryRun(item, request.Mode, preview, sender.Email, started, clock), MoveResponse.From(item, actions), preview.Content);
    }
}
