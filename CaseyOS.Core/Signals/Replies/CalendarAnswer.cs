using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Recognises answers to invitations: a person pressed a button, he did not write.</summary>
internal static class CalendarAnswer
{
    public static string? Find(GmailMessage message)
    {
        if (message.GetHeader("Content-Type") is { } type && type.Contains("text/calendar", StringComparison.OrdinalIgnoreCase))
        {
            return $"Content-Type: {type}.";
        }

        // Only calendars name the method (RFC 6047); an .ics file that somebody attached to his mail does not.
        if (message.PartTypes.FirstOrDefault(part => part.Contains("text/calendar", StringComparison.OrdinalIgnoreCase) && part.Contains("method=", StringComparison.OrdinalIgnoreCase)) is { } invitation)
        {
            return $"Content-Type of a part: {invitation}.";
        }

        if (message.GetHeader("Sender") is { } sender && sender.Contains("calendar-notification@google.com", StringComparison.OrdinalIgnoreCase))
        {
            return $"Sender: {sender}.";
        }

        return message.GetHeader("X-MS-Exchange-Calendar-Originator-Id") is not null && SubjectPrefixes.IsInvitationAnswer(message.Subject)
            ? $"Subject: {message.Subject}, sent by a calendar."
            : null;
    }
}
