using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>Reads raw messages into the shape in which Gmail hands them out, bodies decoded and in UTF-8, headers as they are.</summary>
internal static partial class RawReader
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public static GmailMessage Read(byte[] raw, string id, DateTimeOffset received, bool full = true)
    {
        var part = Part(Encoding.ASCII.GetString(raw), depth: 0);
        return GmailMapper.Message(new(id, "t1", ["INBOX"], Snippet(part), $"{received.ToUnixTimeMilliseconds()}", full ? part : new(part.Headers)));
    }

    private static WirePart Part(string text, int depth)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (text, "") : (text[..end], text[(end + 4)..]);
        List<WireHeader> headers = [.. Folding().Replace(head, " ").Split("\r\n").Where(line => line.Contains(':')).Select(line => new WireHeader(line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim()))];
        string Header(string name) => headers.Find(header => header.Name!.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value ?? "";
        var type = Header("Content-Type");
        var file = FileName().Match(Header("Content-Disposition")).Groups["name"].Value;
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            var boundary = Regex.Escape("--" + Boundary().Match(type).Groups["name"].Value);
            var parts = Regex.Split(body, $@"(?:^|\r\n){boundary}(?:--)?\r\n", RegexOptions.None, Timeout).Skip(1).SkipLast(1);
            return new(headers, type.Split(';')[0], file, null, [.. parts.Select(part => Part(part, depth + 1))]);
        }

        var bytes = Header("Content-Transfer-Encoding").ToLowerInvariant() switch
        {
            "base64" => Convert.FromBase64String(body),
            "quoted-printable" => QuotedPrintable(body),
            _ => Encoding.ASCII.GetBytes(body),
        };
        var charset = Charsets().Match(type) is { Success: true } named ? named.Groups["name"].Value : "us-ascii";
        return new(headers, type.Split(';')[0], file, new(Base64Url.EncodeToString(Encoding.Convert(Words.Set(charset), Encoding.UTF8, bytes))));
    }

    private static string Snippet(WirePart part)
    {
        for (var first = part; ; first = first.Parts![0])
        {
            if (first.Parts is not { Count: > 0 })
            {
                var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(first.Body?.Data ?? ""));
                text = string.Join(' ', Regex.Replace(text, "<style>.*?</style>|<[^>]*>", " ", RegexOptions.None, Timeout).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
                return System.Net.WebUtility.HtmlEncode(text.Length > 180 ? text[..180] : text);
            }
        }
    }

    private static byte[] QuotedPrintable(string body)
    {
        var joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(Regex.Replace(joined, "=(?<hex>[0-9A-F]{2})", match => ((char)Convert.ToByte(match.Groups["hex"].Value, 16)).ToString(), RegexOptions.ExplicitCapture, Timeout));
    }

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folding();

    [GeneratedRegex("boundary=\"?(?<name>[^\";\\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex("charset=\"?(?<name>[^\";\\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Charsets();

    [GeneratedRegex("filename=\"?(?<name>[^\";]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
