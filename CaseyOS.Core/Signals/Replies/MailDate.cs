using System.Globalization;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>The day on which a message was written, where it was written: its Date header says both. "Tomorrow" counts from there.</summary>
internal static class MailDate
{
    public static DateOnly Of(GmailMessage message)
    {
        // "Wed, 18 Nov 2026 23:10:00 +0100 (CET)": the comment is for people.
        var stated = message.GetHeader("Date")?.Split('(')[0].Trim();
        return DateTimeOffset.TryParse(stated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)
            && (sent - message.InternalDate).Duration() < TimeSpan.FromDays(3)
            ? DateOnly.FromDateTime(sent.DateTime)
            : DateOnly.FromDateTime(message.InternalDate.UtcDateTime);
    }
}
