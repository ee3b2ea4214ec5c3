using System.Text;

namespace CaseyOS.Sandbox.Gmail.Mime;

/// <summary>Reads RFC 5322 messages and MIME parts, forgivingly, as mail servers must.</summary>
internal static class MimeParser
{
    private const int MaxDepth = 8;

    public static MimePart Parse(byte[] raw) => Parse(Encoding.Latin1.GetString(raw), depth: 0);

    private static MimePart Parse(string text, int depth)
    {
        var (head, body) = SplitHead(text);
        var headers = ReadHeaders(head);
        string? Header(string name) => headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
        var type = ContentType.Parse(Header("Content-Type"), "text/plain");
        var disposition = ContentType.Parse(Header("Content-Disposition"), "");
        if (type.MediaType.StartsWith("multipart/", StringComparison.Ordinal) && type["boundary"] is { Length: > 0 } boundary && depth < MaxDepth)
        {
            return new MimePart { Headers = headers, ContentType = type, Parts = [.. SplitParts(body, boundary).Select(part => Parse(part, depth + 1))] };
        }

        var content = TransferEncoding.Decode(body, Header("Content-Transfer-Encoding"));
        return new MimePart
        {
            Headers = headers,
            ContentType = type,
            Content = type.MediaType.StartsWith("text/", StringComparison.Ordinal) ? ToUtf8(content, type["charset"]) : content,
            FileName = disposition["filename"] ?? type["name"] ?? "",
        };
    }

    private static (string Head, string Body) SplitHead(string text)
    {
        if (text.StartsWith("\r\n", StringComparison.Ordinal) || text.StartsWith('\n'))
        {
            return ("", text.TrimStart('\r', '\n'));
        }

        var crlf = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lf = text.IndexOf("\n\n", StringComparison.Ordinal);
        return (crlf, lf) switch
        {
            ( >= 0, < 0) => (text[..crlf], text[(crlf + 4)..]),
            ( >= 0, _) when crlf < lf => (text[..crlf], text[(crlf + 4)..]),
            (_, >= 0) => (text[..lf], text[(lf + 2)..]),
            _ => (text, ""),
        };
    }

    private static List<MimeHeader> ReadHeaders(string head)
    {
        var lines = new List<string>();
        foreach (var line in head.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length > 0 && line[0] is ' ' or '\t' && lines.Count > 0)
            {
                lines[^1] += " " + line.TrimStart();
            }
            else
            {
                lines.Add(line);
            }
        }

        return [.. lines.Select(line => (Line: line, Colon: line.IndexOf(':', StringComparison.Ordinal))).Where(pair => pair.Colon > 0)
            .Select(pair => new MimeHeader(pair.Line[..pair.Colon].Trim(), EncodedWords.Decode(EightBit(pair.Line[(pair.Colon + 1)..].Trim()))))];
    }

    private static IEnumerable<string> SplitParts(string body, string boundary)
    {
        var delimiter = "--" + boundary;
        var lines = body.Split('\n');
        var part = new List<string>();
        var inside = false;
        foreach (var line in lines)
        {
            var bare = line.TrimEnd('\r', ' ', '\t');
            if (bare != delimiter && bare != delimiter + "--")
            {
                part.Add(line);
                continue;
            }

            if (inside)
            {
                yield return Join(part);
            }

            inside = bare == delimiter;
            part.Clear();
        }

        if (inside && part.Count > 0)
        {
            yield return Join(part);
        }
    }

    /// <summary>The line break before a delimiter belongs to the delimiter.</summary>
    private static string Join(List<string> lines)
    {
        var text = string.Join('\n', lines);
        return text.EndsWith('\r') ? text[..^1] : text;
    }

    /// <summary>Headers are read byte by byte; bytes above ASCII are UTF-8 when they can be (RFC 6532).</summary>
    private static string EightBit(string latin1)
    {
        var bytes = Encoding.Latin1.GetBytes(latin1);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : latin1;
    }

    private static byte[] ToUtf8(byte[] content, string? charset) =>
        charset is null || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? content
            : Encoding.UTF8.GetBytes(TransferEncoding.Charset(charset).GetString(content));
}
