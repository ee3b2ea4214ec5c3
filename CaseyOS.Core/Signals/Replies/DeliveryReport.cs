using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Recognises reports that a message was not delivered (RFC 3464).</summary>
internal static class DeliveryReport
{
    private static readonly string[] Senders = ["mailer-daemon", "maildaemon", "mail-daemon", "postmaster", "microsoftexchange"];

    /// <summary>The header that marks a report, and how final it is; null for other mail.</summary>
    public static (BounceKind Kind, string Evidence)? Find(GmailMessage message)
    {
        var type = message.GetHeader("Content-Type");
        var header = Contains(type, "multipart/report") && Contains(type, "delivery-status") ? $"Content-Type: {type}"
            : message.GetHeader("X-Failed-Recipients") is { } failed ? $"X-Failed-Recipients: {failed}"
            : message.From is { } sender && Senders.Any(machine => sender.Email.StartsWith(machine, StringComparison.Ordinal)) ? $"From: {sender.Email}"
            // Automatic answers have an empty return path too (RFC 3834); they say what they are.
            : message.GetHeader("Return-Path")?.Trim() == "<>" && AutomaticMail.Find(message) is null && CalendarAnswer.Find(message) is null ? "Return-Path: <>"
            : null;
        return header is null || BounceStatus.IsSuccess(message) ? null : Say(header, message);
    }

    private static (BounceKind Kind, string Evidence) Say(string header, GmailMessage message) => BounceStatus.Read(message) switch
    {
        (BounceKind.Unknown, _) => (BounceKind.Unknown, $"{header} marks a delivery report."),
        var (kind, code) => (kind, $"{header} marks a delivery report; {(code is null ? "it says that delivery is delayed" : $"status {code}")}: {(kind == BounceKind.Hard ? "hard" : "soft")} bounce."),
    };

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
