using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Recognises mail that no person wrote. <c>X-Auto-Response-Suppress</c> is no evidence: ordinary Outlook mail carries it.</summary>
internal static class AutomaticMail
{
    private static readonly string[] Flags = ["X-Autoreply", "X-Autorespond"];
    private static readonly string[] Precedences = ["auto_reply", "bulk", "junk"];

    public static string? Find(GmailMessage message)
    {
        if (message.GetHeader("Auto-Submitted") is { } submitted && !string.Equals(Keyword(submitted), "no", StringComparison.OrdinalIgnoreCase))
        {
            return $"Auto-Submitted: {submitted}.";
        }

        if (Flags.FirstOrDefault(flag => message.GetHeader(flag) is not null) is { } flagged)
        {
            return $"{flagged}: {message.GetHeader(flagged)}.";
        }

        if (message.GetHeader("Precedence") is { } precedence && Precedences.Contains(precedence.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            return $"Precedence: {precedence}.";
        }

        // Read receipts, complaint reports and reports of success: failures were sorted out before.
        if (message.GetHeader("Content-Type") is { } type && type.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase))
        {
            return $"Content-Type: {type}.";
        }

        return SubjectPrefixes.IsAutomatic(message.Subject) ? $"Subject: {message.Subject}." : null;
    }

    // RFC 3834: a keyword, then parameters or a comment.
    private static string Keyword(string value) => value.Split([';', '(', ' '], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var word, ..] ? word : "";
}
