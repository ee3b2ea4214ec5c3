using System.Net;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>
/// What the sender wrote himself. Quotations are our own words or a third person's, and signatures carry footers with
/// "unsubscribe" in them: neither may be read as what he wants.
/// </summary>
internal static class FreshText
{
    /// <summary>The sender's own lines, as far as they were read; from the snippet when only that is there.</summary>
    public static string Of(GmailMessage message) => message.Text is { } text ? OfText(text) : OfSnippet(WebUtility.HtmlDecode(message.Snippet));

    /// <summary>Whether somebody else's message stands there without a word of the sender.</summary>
    public static bool IsBareForward(GmailMessage message) =>
        message.Text is { } text && QuoteMarks.Forwarded().Match(text) is { Success: true } mark && text[..mark.Index].Trim().Length == 0;

    private static string OfText(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        List<string> own = [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (QuoteMarks.EndsOwnText(lines, i))
            {
                break;
            }

            if (QuoteMarks.AttributionLength(lines, i) is > 0 and var length)
            {
                i += length - 1;
                if (!QuoteFollows(lines, i + 1))
                {
                    break; // quoted without marks: nothing below can be told apart
                }
            }
            else if (!lines[i].TrimStart().StartsWith('>'))
            {
                own.Add(lines[i]);
            }
        }

        return string.Join('\n', own).Trim();
    }

    // People also answer between and below the lines they quote.
    private static bool QuoteFollows(string[] lines, int from) =>
        lines.Skip(from).FirstOrDefault(line => line.Trim().Length > 0)?.TrimStart().StartsWith('>') == true;

    private static string OfSnippet(string snippet) =>
        QuoteMarks.InLine().Match(snippet) is { Success: true, Index: var end } ? snippet[..end].Trim() : snippet.Trim();
}
