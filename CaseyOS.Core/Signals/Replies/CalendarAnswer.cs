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

        // Calendars put the invitation into an attachment, whose type the message's own headers do not show.
        if (message.GetHeader("Sender") is { } sender && sender.Contains("calendar-notification@google.com", StringComparison.OrdinalIgnoreCase))
        {
            return $"Sender: {sender}.";
        }

        return message.GetHeader("X-MS-Exchange-Calendar-Originator-Id") is not null && SubjectPrefixes.IsInvitationAnswer(message.Subject)
            ? $"Subject: {message.Subject}, sent by a calendar."
            : null;
    }
}
