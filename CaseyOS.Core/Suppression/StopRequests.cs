using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Suppression;

/// <summary>What follows when an address must not be written to any more: it goes on the list, and open mail moves to it leave the page.</summary>
public sealed class StopRequests(SuppressionList list, CommandQueue queue, QueueStore moves)
{
    /// <summary>Stops mail to <paramref name="email"/>. Again is the same as once, and makes up for what a crash left open.</summary>
    public Task StopAsync(OwnerId owner, string email, SuppressedAddress entry, CancellationToken cancellationToken) =>
        StopHashedAsync(owner, list.HashOf(email), entry, cancellationToken);

    /// <summary>As <see cref="StopAsync"/>, for whoever knows only the keyed hash of the address.</summary>
    /// <returns>False when it was on the list already.</returns>
    public async Task<bool> StopHashedAsync(OwnerId owner, string addressHash, SuppressedAddress entry, CancellationToken cancellationToken)
    {
        var isNew = await list.AddHashedAsync(owner, addressHash, entry, cancellationToken);
        foreach (var item in (await moves.ReadOpenAsync(owner, cancellationToken)).Items)
        {
            // What the user accepted or put off stays his; executing it is refused in words.
            if (item.Status == ItemStatus.Pending && item.ActionContext is MailContext { To: { Length: > 0 } to } && list.HashOf(to) == addressHash)
            {
                await queue.ResolveAsync(owner, item.Id, entry.Explain(to), cancellationToken);
            }
        }

        return isNew;
    }

    /// <summary>Why the move that a signal proposes must not be made; null when it may.</summary>
    public async Task<string?> WhyNotAsync(OwnerId owner, ActionContext? context, CancellationToken cancellationToken) =>
        context is MailContext { To: { Length: > 0 } to } && await list.FindAsync(owner, to, cancellationToken) is { } entry ? entry.Explain(to) : null;
}
