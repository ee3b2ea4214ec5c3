using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Recognises mail that no person wrote. <c>X-Auto-Response-Suppress</c> is no evidence: ordinary Outlook mail carries it.</summary>
internal static class AutomaticMail
{
    private static readonly string[] Flags = ["X-Autoreply", "X-Autorespond"];
    private static readonly string[] Precedences = ["auto_reply", "bulk", "junk"];

    public static string? Find(GmailMessage message)
    {
        if (message.GetHeader("Auto-Submitted") is { } submitted && !string.Equals(submitted.Split(';')[0].Trim(), "no", StringComparison.OrdinalIgnoreCase))
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

        return SubjectPrefixes.IsAutomatic(message.Subject) ? $"Subject: {message.Subject}." : null;
    }
}
