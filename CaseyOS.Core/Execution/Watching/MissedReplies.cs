using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Looks through the conversation of a sent mail for what came back, and takes it in as the poll would have done; seen twice, it counts once.</summary>
public sealed class MissedReplies(GmailClient gmail, Conversations conversations, OutcomeDetector detector, SignalIntake intake, TimeProvider clock)
{
    /// <summary>One look. Outcomes are recorded when it returns; moves follow through the queue.</summary>
    /// <exception cref="ConnectorException">Gmail could not be asked.</exception>
    public async Task TakeInAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution is not { SentAt: { } sent, MailResult: { ThreadId: { } threadId } result } || await gmail.GetThreadAsync(execution.Owner, threadId, cancellationToken) is not { } thread
            || !thread.Messages.Any(IsLater))
        {
            return;
        }

        HashSet<string> own = [.. await gmail.ListSendAsAsync(execution.Owner, cancellationToken)];
        List<Signal> signals = [];
        await foreach (var read in conversations.ReadAsync(execution.Owner, thread, IsLater, own, clock.GetUtcNow(), cancellationToken))
        {
            signals.AddRange(read.Signals);
        }

        foreach (var mail in signals.Select(ObservedMail.Read).OfType<ObservedReply>())
        {
            await detector.ObserveReplyAsync(mail, cancellationToken);
        }

        if (signals.FindAll(signal => !intake.IsKnown(signal) && SignalMessage.Fits(signal)) is { Count: > 0 } news)
        {
            await intake.EnsureAsync(cancellationToken);
            await intake.SendAsync(news, cancellationToken: cancellationToken);
        }

        // Gmail's dates have whole seconds, so an answer of the same second counts as later.
        bool IsLater(GmailMessage message) => message.InternalDate >= sent && message.Id != result.GmailMessageId && !message.Has("SENT");
    }
}
