using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Outreach;
using CaseyOS.Core.Suppression;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>The last look at the world before a mail goes out: whether what the user confirmed is still the right thing to do.</summary>
public sealed class LastLook(GmailClient gmail, SuppressionList suppressed, OutreachRules outreach)
{
    /// <summary>What speaks against sending <paramref name="draft"/> now, in a sentence the user can act on; null when nothing does.</summary>
    public async Task<string?> WhyNotAsync(Execution execution, GmailDraft draft, CancellationToken cancellationToken)
    {
        if (!DraftText.IsUnchanged(draft.Message, execution.Mail))
        {
            return "You changed the draft in Gmail, so it was not sent. It is still among your drafts: send it from there, or delete it and execute the move again.";
        }

        if (await suppressed.FindAsync(execution.Owner, execution.Mail.To, cancellationToken) is { } stop)
        {
            return $"{stop.Explain(execution.Mail.To)} The mail was not sent.";
        }

        if (await HasMovedOnAsync(execution, cancellationToken))
        {
            return "The conversation went on before the mail was sent, so it was not. Look at it again before you answer.";
        }

        if (await gmail.FindNewestFromAsync(execution.Owner, execution.Mail.To, cancellationToken) is { } newest && newest != execution.NewestFromThem)
        {
            return $"{execution.Mail.ToName ?? execution.Mail.To} wrote to you before the mail was sent, so it was not. Read that first.";
        }

        return execution.Overruled.Contains(ConcernKind.SecondMail) ? null : await outreach.WhySecondAsync(execution, cancellationToken);
    }

    private async Task<bool> HasMovedOnAsync(Execution execution, CancellationToken cancellationToken) =>
        execution.Mail.ThreadId is { } thread
        && await gmail.GetThreadAsync(execution.Owner, thread, cancellationToken) is { } found
        && MailThread.Newest(found)?.Id != execution.NewestInThread;
}
