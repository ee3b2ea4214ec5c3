using System.Text;
using System.Text.RegularExpressions;

namespace CaseyOS.Sandbox.Gmail.Mime;

/// <summary>Text outside ASCII in headers (RFC 2047).</summary>
internal static partial class EncodedWords
{
    public static string Decode(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
        {
            return value;
        }

        // White space between two encoded words is only there to separate them.
        var joined = Between().Replace(value, "");
        return Word().Replace(joined, match => TransferEncoding.Charset(match.Groups["charset"].Value).GetString(
            match.Groups["encoding"].Value is "B" or "b"
                ? TransferEncoding.Base64(match.Groups["text"].Value)
                : TransferEncoding.QuotedPrintable(match.Groups["text"].Value.Replace('_', ' '))));
    }

    /// <summary>As base64 words of at most 75 characters, or as it is when plain.</summary>
    public static string Encode(string value)
    {
        if (value.All(letter => letter is >= ' ' and <= '~'))
        {
            return value;
        }

        var words = new List<string>();
        var chunk = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(chunk.ToString()) + rune.Utf8SequenceLength > 42)
            {
                words.Add(Wrap(chunk.ToString()));
                chunk.Clear();
            }

            chunk.Append(rune);
        }

        words.Add(Wrap(chunk.ToString()));
        return string.Join("\r\n ", words);
    }

    private static string Wrap(string text) => $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    [GeneratedRegex(@"=\?(?<charset>[^?*]+)(\*[^?]*)?\?(?<encoding>[bBqQ])\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Between();
}
