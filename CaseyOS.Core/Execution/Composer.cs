using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>Makes of a move what would be done in a mode, with what the user changed.</summary>
public sealed class Composer(ActionHandlers handlers)
{
    /// <summary>No effect, nothing stored.</summary>
    /// <exception cref="ValidationException">Something that the action needs is missing or wrong, or the move makes nothing that could be sent.</exception>
    public async Task<Composed> ComposeAsync(QueueItem item, Sender sender, ExecutionMode mode, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        var handler = handlers.For(item.ActionType);
        if (mode == ExecutionMode.Draft)
        {
            return await handler.ComposeAsync(item, sender, overrides, cancellationToken);
        }

        if (handler is not ISendingHandler sending)
        {
            throw new ValidationException("mode", "mode must be draft: this move makes nothing that could be sent.");
        }

        var draft = await sending.ComposeAsync(item, sender, overrides, cancellationToken);
        return await sending.ToSendAsync(item, draft with { Overruled = overrides?.Overruled ?? [] }, sender, cancellationToken);
    }
}
