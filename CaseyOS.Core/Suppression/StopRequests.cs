using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Suppression;

/// <summary>What follows when an address must not be written to any more: it goes on the list, and open mail moves to it leave the page.</summary>
public sealed class StopRequests(SuppressionList list, CommandQueue queue, QueueStore moves)
{
    /// <summary>Stops mail to <paramref name="email"/>. Again is the same as once, and makes up for what a crash left open.</summary>
    public async Task StopAsync(OwnerId owner, string email, SuppressedAddress entry, CancellationToken cancellationToken)
    {
        await list.AddAsync(owner, email, entry, cancellationToken);
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items)
        {
            // What the user accepted or put off stays his; executing it is refused in words.
            if (item.Status == ItemStatus.Pending && WritesTo(item.ActionContext, email))
            {
                await queue.ResolveAsync(owner, item.Id, entry.Explain(email), cancellationToken);
            }
        }
    }

    /// <summary>Why the move that a signal proposes must not be made; null when it may.</summary>
    public async Task<string?> WhyNotAsync(OwnerId owner, ActionContext? context, CancellationToken cancellationToken) =>
        context is MailContext { To: { Length: > 0 } to } && await list.FindAsync(owner, to, cancellationToken) is { } entry ? entry.Explain(to) : null;

    private static bool WritesTo(ActionContext? context, string email) =>
        context is MailContext { To: { } to } && string.Equals(to.Trim(), email, StringComparison.OrdinalIgnoreCase);
}
