using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Tells watches of what the Gmail poll sees: mail that the user sent, and drafts that vanished. So the page says "sent" within a poll.</summary>
public sealed class WatchedMail(ExecutionStore executions, DraftWatch drafts, WatchRuns runs)
{
    /// <summary>The user sent a mail: perhaps it is a draft of ours, in its thread or, under another subject, to its recipient.</summary>
    public async Task SentAsync(OwnerId owner, GmailMessage message, CancellationToken cancellationToken)
    {
        HashSet<ExecutionId> touched = [.. await executions.FindByThreadAsync(owner, message.ThreadId, cancellationToken)];
        foreach (var recipient in message.To.Concat(message.Cc).Select(to => to.Email).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            touched.UnionWith(await executions.ListWatchedAsync(owner, recipient, cancellationToken));
        }

        await LookAsync(owner, touched, cancellationToken);
    }

    /// <summary>Something was deleted in a conversation: perhaps a draft of ours.</summary>
    public async Task DeletedAsync(OwnerId owner, string threadId, CancellationToken cancellationToken) =>
        await LookAsync(owner, await executions.FindByThreadAsync(owner, threadId, cancellationToken), cancellationToken);

    private async Task LookAsync(OwnerId owner, IEnumerable<ExecutionId> touched, CancellationToken cancellationToken)
    {
        foreach (var id in touched)
        {
            if (await executions.FindAsync(owner, id, cancellationToken) is { Value: { Status: ExecutionStatus.Succeeded, Fate: DraftFate.Unsent } } found
                && (await drafts.LookAsync(found, cancellationToken)).Fate != DraftFate.Unsent)
            {
                await runs.WakeAsync(id, cancellationToken);
            }
        }
    }
}
