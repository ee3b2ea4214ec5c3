using System.Text.RegularExpressions;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>How final a delivery failure is.</summary>
public enum BounceKind
{
    /// <summary>The report does not say.</summary>
    Unknown,

    /// <summary>Class 4: the server tries again, or the user may.</summary>
    Soft,

    /// <summary>Class 5: this address takes no mail.</summary>
    Hard,
}

/// <summary>Reads from a delivery report what failed: from its fields (RFC 3464), else from its words.</summary>
internal static partial class BounceStatus
{
    public static (BounceKind Kind, string? Code) Read(GmailMessage message)
    {
        var fields = message.DeliveryStatus ?? "";
        var texts = message.Text is { } text ? new[] { text } : [message.Snippet];
        var code = Field().Match(fields) is { Success: true } status ? status.Groups["code"].Value
            : new[] { fields }.Concat(texts).Select(where => Enhanced().Match(where)).FirstOrDefault(match => match.Success)?.Value
            ?? new[] { fields }.Concat(texts).Select(where => Smtp().Match(where)).FirstOrDefault(match => match.Success)?.Groups["code"].Value;
        if (code is not null)
        {
            return (code[0] == '5' ? BounceKind.Hard : BounceKind.Soft, code);
        }

        return (Delayed().IsMatch($"{fields}\n{message.Subject}\n{texts[0]}") ? BounceKind.Soft : BounceKind.Unknown, null);
    }

    /// <summary>A report that everything arrived, which was asked for, is no failure.</summary>
    public static bool IsSuccess(GmailMessage message) =>
        message.DeliveryStatus is { } fields && Actions().Matches(fields) is { Count: > 0 } actions
        && actions.All(action => action.Groups["action"].Value.ToLowerInvariant() is "delivered" or "relayed" or "expanded");

    /// <summary>The address that failed, lower case; null when the report names none.</summary>
    public static string? FailedRecipient(GmailMessage message)
    {
        var stated = Recipient().Match(message.DeliveryStatus ?? "") is { Success: true } final ? final.Groups["address"].Value : message.GetHeader("X-Failed-Recipients")?.Split(',')[0];
        var address = stated?.Trim().Trim('<', '>').ToLowerInvariant();
        return MailAddress.IsValid(address) ? address : null;
    }

    [GeneratedRegex(@"^Status:\s*(?<code>[45]\.\d{1,3}\.\d{1,3})", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    // RFC 3463: class 4 passes, class 5 stays. No part of an IP address.
    [GeneratedRegex(@"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d]|\.\d)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Enhanced();

    [GeneratedRegex(@"(?<![\d.])(?<code>(421|45[0-4]|55[0-6]|50[0-4]|521|541))(?=[\s-])(?!\s*(KB|MB|bytes))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Smtp();

    [GeneratedRegex(@"^Action:\s*delayed|\(Delay\)|delayed|will be retried|still trying|keep trying|verzögert|retardé|retrasad|vertraagd|opóźnion", RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Delayed();

    [GeneratedRegex(@"^Action:\s*(?<action>[a-z]+)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Actions();

    [GeneratedRegex(@"^(Final|Original)-Recipient:\s*(rfc822;)?\s*<?(?<address>[^\s<>]+@[^\s<>]+)>?", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Recipient();
}
