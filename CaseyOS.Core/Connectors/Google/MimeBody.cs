using System.Text;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Content transfer encodings of a text body (RFC 2045, 6.7 and 6.8), whichever is shorter.</summary>
internal static class MimeBody
{
    private const int LineLength = 76;

    public static (string Coding, string Text) Encode(string body)
    {
        var canonical = body.ReplaceLineEndings("\n").Replace("\n", "\r\n", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(canonical);
        var quoted = QuotedPrintable(bytes);
        var base64 = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks) + "\r\n";
        return quoted.Length <= base64.Length ? ("quoted-printable", quoted) : ("base64", base64);
    }

    private static string QuotedPrintable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n')
            {
                text.Append("\r\n");
                column = 0;
                i++;
                continue;
            }

            var token = Token(bytes, i);
            if (column + token.Length > LineLength - 1) // one column stays free for the "=" of a soft break
            {
                text.Append("=\r\n");
                column = 0;
            }

            text.Append(token);
            column += token.Length;
        }

        return text.Append(column > 0 ? "\r\n" : "").ToString();
    }

    // White space at the end of a line would be lost on the way, and a lone "." or "From " there is mangled by old relays.
    private static string Token(ReadOnlySpan<byte> bytes, int i)
    {
        var atEnd = i + 1 == bytes.Length || bytes[i + 1] == '\r';
        var atStart = i == 0 || bytes[i - 1] == '\n';
        var plain = bytes[i] is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (bytes[i] is (byte)' ' or (byte)'\t' && !atEnd);
        var mangled = atStart && (bytes[i] == '.' || bytes[i..].StartsWith("From "u8));
        return plain && !mangled ? ((char)bytes[i]).ToString() : $"={bytes[i]:X2}";
    }
}
