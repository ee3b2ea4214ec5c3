using System.Globalization;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Executions;

/// <summary>Finds the mail that a vanished draft of ours became.</summary>
internal sealed class SentMail(GmailClient gmail)
{
    // Clocks differ, and Gmail's dates have whole seconds.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>First in the draft's thread, then, since editing the subject moves a draft to another one, among all mail sent to the recipient since.</summary>
    /// <param name="execution">Whose draft.</param>
    /// <param name="markedOnly">Only a mail that carries our header: for an execution of which we do not know whether it ever made a draft.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<Sighting.Sent?> FindAsync(Execution execution, bool markedOnly, CancellationToken cancellationToken)
    {
        if (execution.MailResult?.ThreadId is { } threadId && await gmail.GetThreadAsync(execution.Owner, threadId, cancellationToken) is { } thread
            && Pick(thread.Messages, execution, markedOnly) is { } here)
        {
            return here;
        }

        var since = (execution.StartedAt - Slack).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var listed = await gmail.ListMessagesAsync(execution.Owner, $"in:sent to:{execution.Recipient} after:{since}", 20, cancellationToken);
        var read = await Task.WhenAll(listed.Select(message => gmail.GetMessageAsync(execution.Owner, message.Id, cancellationToken)));
        return Pick(read.OfType<GmailMessage>(), execution, markedOnly);
    }

    private static Sighting.Sent? Pick(IEnumerable<GmailMessage> messages, Execution execution, bool markedOnly)
    {
        List<GmailMessage> sent = [.. messages.Where(message => IsOurs(message, execution)).OrderBy(message => message.InternalDate)];
        var marked = sent.Find(message => message.GetHeader(OutgoingMail.ExecutionHeader) == execution.Id.ToString());
        // Another execution's mail to the same person carries that execution's mark; an edited one carries none.
        var unmarked = markedOnly ? null : sent.Find(message => message.GetHeader(OutgoingMail.ExecutionHeader) is null);
        return (marked ?? unmarked) is { } found
            ? new(found.Id, found.MessageId, found.ThreadId, found.InternalDate, Edited: marked is null)
            : null;
    }

    private static bool IsOurs(GmailMessage message, Execution execution) =>
        message.Has("SENT")
        && message.InternalDate >= execution.StartedAt - Slack
        && message.To.Concat(message.Cc).Any(to => string.Equals(to.Email, execution.Recipient, StringComparison.OrdinalIgnoreCase));
}
