using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>
/// Writes the mail that a move calls for: greeting, one reason, one ask, the user's first name. It says only what the move
/// knows, leaves no gap to fill in, and writes the same mail for the same facts.
/// </summary>
public static class DraftWriter
{
    /// <summary>The mail for <paramref name="item"/> in the name of <paramref name="sender"/>.</summary>
    /// <param name="item">The move; its <see cref="MailContext"/> names the recipient and may fix subject and text.</param>
    /// <param name="sender">Signs the mail.</param>
    /// <param name="answered">The newest message of the thread that the mail answers, if it answers one.</param>
    /// <exception cref="ValidationException">There is nobody to write to; names <c>action_context.to</c> and what to do.</exception>
    public static PreviewedMail Write(QueueItem item, Sender sender, AnsweredMessage? answered = null)
    {
        var context = item.ActionContext as MailContext ?? new MailContext();
        var to = Recipient(item, context);
        var facts = MailFacts.Of(item, context, sender);
        var letter = Letters.For(Reasons.Leading(item), item.ActionType, facts);
        return new PreviewedMail(
            to,
            context.ToName ?? item.Contact?.Name,
            Subject(context, letter, answered),
            context.Body ?? $"{Greeting(facts)}\n\n{letter.Reason}\n\n{letter.Ask}\n\nBest,\n{facts.SignOff}",
            context.ThreadId,
            answered?.MessageId ?? context.InReplyTo);
    }

    private static string Recipient(QueueItem item, MailContext context)
    {
        var who = context.ToName ?? item.Contact?.Name ?? item.Company?.Name ?? "This move";
        return RecipientAddress.Check(context.To, $"{who} has no e-mail address. Add one to the contact in HubSpot, or set action_context.to on the move.");
    }

    private static string Subject(MailContext context, Letter letter, AnsweredMessage? answered) => answered is { Subject: { } subject }
        ? MailSubject.AnswerTo(subject)
        : context switch
        {
            { ThreadId: not null, Subject: { } own } => MailSubject.AnswerTo(own),
            { Subject: { } own } => own,
            _ => letter.Subject,
        };

    private static string Greeting(MailFacts facts) => facts.Person is { } person ? $"Hi {person}," : "Hello,";
}
