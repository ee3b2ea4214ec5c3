using System.Net;
using System.Text.RegularExpressions;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>The words of HTML as plain text.</summary>
internal static partial class HtmlText
{
    private const int Longest = 100_000;

    /// <summary>The words of a mail, line by line, up to where it quotes. For judging only: it is never shown.</summary>
    public static string Read(string html)
    {
        var start = html.Length > Longest ? html[..Longest] : html;
        var own = Quote().Match(start) is { Success: true, Index: var end } ? start[..end] : start;
        return Words(own);
    }

    /// <summary>All words, line by line.</summary>
    public static string Words(string html)
    {
        var start = html.Length > Longest ? html[..Longest] : html;
        var lines = Line().Replace(Unseen().Replace(start, ""), "\n");
        return WebUtility.HtmlDecode(Tag().Replace(lines, "")).Trim();
    }

    [GeneratedRegex(@"<blockquote|<div[^>]*(class=""[^""]*gmail_quote|id=""(appendonsend|divRplyFwdMsg|mail-editor-reference))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quote();

    [GeneratedRegex(@"<(?<tag>style|script|title)\b.*?</\k<tag>\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\s*<(br|/p|/div|/tr|/li|hr)\b[^>]*>\s*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
