using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Reads the parts of a message that was asked for in full: what judging it needs, and no more.</summary>
internal static partial class MessageParts
{
    private const int MaxDepth = 8;

    /// <summary>The beginning of the plain text, else of the HTML; null when no part has a body.</summary>
    public static string? Text(WirePart? message, int most)
    {
        List<WirePart> shown = [.. All(message).Where(part => string.IsNullOrEmpty(part.Filename) && part.Body?.Data is { Length: > 0 })];
        var text = shown.Find(part => TypeOf(part).StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)) is { } plain ? Content(plain)
            : shown.Find(part => TypeOf(part).StartsWith("text/html", StringComparison.OrdinalIgnoreCase)) is { } html ? Words(Content(html))
            : null;
        return text?.Length > most ? text[..most] : text;
    }

    public static IReadOnlyList<string> Types(WirePart? message) => [.. All(message).Skip(1).Select(TypeOf).Where(type => type.Length > 0)];

    /// <summary>Gmail shows the fields as the part's content, or as headers of parts below it.</summary>
    public static string? DeliveryStatus(WirePart? message)
    {
        if (All(message).FirstOrDefault(part => TypeOf(part).Contains("delivery-status", StringComparison.OrdinalIgnoreCase)
            && !TypeOf(part).StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) is not { } report)
        {
            return null;
        }

        var fields = new StringBuilder();
        foreach (var part in All(report))
        {
            if (part != report)
            {
                fields.AppendJoin('\n', (part.Headers ?? []).Select(header => $"{header.Name}: {header.Value}")).Append('\n');
            }

            fields.Append(Content(part)).Append('\n');
        }

        var text = fields.ToString().Trim();
        return text.Length == 0 ? null : text.Length > GmailMessage.MaxText ? text[..GmailMessage.MaxText] : text;
    }

    private static string Words(string html)
    {
        try
        {
            return HtmlText.Read(html);
        }
        catch (RegexMatchTimeoutException)
        {
            return ""; // tags that never end, by mistake or on purpose: as good as unreadable
        }
    }

    // Depth first, as the parts stand in the message.
    private static IEnumerable<WirePart> All(WirePart? part, int depth = 0) =>
        part is null || depth > MaxDepth ? [] : [part, .. (part.Parts ?? []).SelectMany(child => All(child, depth + 1))];

    private static string TypeOf(WirePart part) =>
        part.Headers?.FirstOrDefault(header => string.Equals(header.Name, "Content-Type", StringComparison.OrdinalIgnoreCase))?.Value ?? part.MimeType ?? "";

    private static string Content(WirePart part)
    {
        if (part.Body?.Data is not { Length: > 0 } data)
        {
            return "";
        }

        try
        {
            return Charset.Read(Base64Url.DecodeFromChars(data), CharsetName().Match(TypeOf(part)) is { Success: true } named ? named.Groups["name"].Value : null);
        }
        catch (FormatException)
        {
            return ""; // an unreadable body is judged like one that was not read
        }
    }

    [GeneratedRegex(@"charset\s*=\s*""?(?<name>[A-Za-z0-9_.:-]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CharsetName();
}
