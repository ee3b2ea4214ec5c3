using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>Compares a draft in the mailbox with the mail that was confirmed.</summary>
internal static class DraftText
{
    /// <summary>Whether a message, read in full, still says what was confirmed, to whom it was confirmed, and nothing to anybody else.</summary>
    public static bool IsUnchanged(GmailMessage message, PreviewedMail confirmed) =>
        message.To is [var to] && string.Equals(to.Email, confirmed.To, StringComparison.OrdinalIgnoreCase)
        && string.IsNullOrWhiteSpace(message.GetHeader("Cc")) && string.IsNullOrWhiteSpace(message.GetHeader("Bcc"))
        && message.PartTypes.Count == 0 // it was plain text; anything else was put there by somebody
        && Plain(message.Subject) == Plain(confirmed.Subject)
        && Plain(message.Text ?? "") == Plain(confirmed.Body);

    // What the way through MIME may change without anybody having touched it.
    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
