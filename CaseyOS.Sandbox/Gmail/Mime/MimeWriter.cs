using System.Globalization;
using System.Text;

namespace CaseyOS.Sandbox.Gmail.Mime;

/// <summary>Writes messages: those of simulated people, and drafts with some headers changed.</summary>
internal static class MimeWriter
{
    public static byte[] Text(IEnumerable<MimeHeader> headers, string text) => Assemble(
        [.. headers, new("MIME-Version", "1.0"), new("Content-Type", "text/plain; charset=\"UTF-8\""), new("Content-Transfer-Encoding", "base64")],
        Lines(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))));

    /// <summary>A delivery report as mail servers send it (RFC 3464).</summary>
    public static byte[] DeliveryReport(IEnumerable<MimeHeader> headers, string recipient, string text, bool hard = true)
    {
        const string Boundary = "000000000000sandboxreport";
        var body = new StringBuilder()
            .Append("--" + Boundary + "\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\n\r\n").Append(text.ReplaceLineEndings("\r\n"))
            .Append("\r\n--" + Boundary + "\r\nContent-Type: message/delivery-status\r\n\r\n")
            .Append("Reporting-MTA: dns; googlemail.com\r\n\r\n")
            .Append("Final-Recipient: rfc822; ").Append(recipient)
            .Append(hard
                ? "\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.\r\n"
                : "\r\nAction: delayed\r\nStatus: 4.2.2\r\nDiagnostic-Code: smtp; 452-4.2.2 The recipient's inbox is out of storage space.\r\n")
            .Append("\r\n--" + Boundary + "--\r\n");
        return Assemble(
            [.. headers, new("MIME-Version", "1.0"), new("Content-Type", $"multipart/report; report-type=delivery-status; boundary=\"{Boundary}\"")],
            body.ToString());
    }

    /// <summary>The same message with other headers: values given replace, null removes, the rest and the body stay byte for byte.</summary>
    public static byte[] WithHeaders(byte[] raw, Func<string, bool> remove, params MimeHeader[] set)
    {
        var text = Encoding.Latin1.GetString(raw);
        var end = HeadEnd(text);
        var kept = new StringBuilder();
        var keeping = true;
        foreach (var line in text[..end].Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0))
        {
            if (line[0] is not (' ' or '\t'))
            {
                var name = line.Split(':', 2)[0].Trim();
                keeping = !remove(name) && !set.Any(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            }

            if (keeping)
            {
                kept.Append(line).Append("\r\n");
            }
        }

        var head = string.Concat(set.Select(Line)) + kept;
        return Encoding.Latin1.GetBytes(head + "\r\n" + text[end..].TrimStart('\r', '\n'));
    }

    public static string Date(DateTimeOffset time) =>
        time.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static byte[] Assemble(IReadOnlyList<MimeHeader> headers, string body) =>
        Encoding.Latin1.GetBytes(string.Concat(headers.Select(Line)) + "\r\n" + body);

    private static string Line(MimeHeader header) => $"{header.Name}: {Value(header)}\r\n";

    /// <summary>In an address only the name is encoded, never the address itself.</summary>
    private static string Value(MimeHeader header)
    {
        var plain = header.Value.ReplaceLineEndings(" ");
        return header.Name is "From" or "To" or "Cc" or "Reply-To" && Address.Parse(plain) is [{ Name.Length: > 0 } only]
            ? $"{(only.Name.All(char.IsAscii) ? $"\"{only.Name.Replace("\"", "", StringComparison.Ordinal)}\"" : EncodedWords.Encode(only.Name))} <{only.Email}>"
            : EncodedWords.Encode(plain);
    }

    private static int HeadEnd(string text)
    {
        var crlf = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lf = text.IndexOf("\n\n", StringComparison.Ordinal);
        return (crlf, lf) switch
        {
            ( < 0, < 0) => text.Length,
            ( < 0, _) => lf,
            (_, < 0) => crlf,
            _ => Math.Min(crlf, lf),
        };
    }

    private static string Lines(byte[] bytes)
    {
        var encoded = Convert.ToBase64String(bytes);
        return string.Join("\r\n", encoded.Chunk(76).Select(chunk => new string(chunk))) + "\r\n";
    }
}
