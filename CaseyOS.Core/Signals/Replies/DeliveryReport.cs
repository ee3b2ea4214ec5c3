using System.Text.RegularExpressions;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Recognises reports that a message was not delivered (RFC 3464).</summary>
internal static partial class DeliveryReport
{
    private static readonly string[] Senders = ["mailer-daemon@", "postmaster@"];

    public static string? Find(GmailMessage message)
    {
        var type = message.GetHeader("Content-Type");
        return Contains(type, "multipart/report") && Contains(type, "delivery-status") ? Say($"Content-Type: {type}", message)
            : message.From is { } sender && Senders.Any(machine => sender.Email.StartsWith(machine, StringComparison.Ordinal)) ? Say($"From: {sender.Email}", message)
            // Automatic answers have an empty return path too (RFC 3834); they say what they are.
            : message.GetHeader("Return-Path")?.Trim() == "<>" && AutomaticMail.Find(message) is null ? Say("Return-Path: <>", message)
            : null;
    }

    private static string Say(string header, GmailMessage message) =>
        EnhancedStatus().Match(message.Snippet) is { Success: true } status
            ? $"{header} marks a delivery report; status {status.Value}: {(status.Value[0] == '5' ? "hard" : "soft")} bounce."
            : $"{header} marks a delivery report.";

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    // RFC 3463: class 4 passes, class 5 stays.
    [GeneratedRegex(@"\b[45]\.\d{1,3}\.\d{1,3}\b", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex EnhancedStatus();
}
