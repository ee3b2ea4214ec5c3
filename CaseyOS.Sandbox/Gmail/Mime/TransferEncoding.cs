using System.Globalization;
using System.Text;

namespace CaseyOS.Sandbox.Gmail.Mime;

/// <summary>Base64 and quoted-printable (RFC 2045, section 6).</summary>
internal static class TransferEncoding
{
    public static byte[] Decode(string body, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        "base64" => Base64(body),
        "quoted-printable" => QuotedPrintable(body),
        _ => Encoding.Latin1.GetBytes(body),
    };

    public static byte[] Base64(string text)
    {
        var letters = new string([.. text.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/')]);
        letters += new string('=', (4 - (letters.Length % 4)) % 4);
        var bytes = new byte[letters.Length];
        return Convert.TryFromBase64String(letters, bytes, out var length) ? bytes[..length] : [];
    }

    public static byte[] QuotedPrintable(string text)
    {
        using var bytes = new MemoryStream();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.WriteByte((byte)text[i]);
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.WriteByte(value);
                i += 2;
            }
            else
            {
                // A soft line break: drop it, with its carriage return.
                i += i + 1 < text.Length && text[i + 1] == '\r' ? 2 : 1;
            }
        }

        return bytes.ToArray();
    }

    public static Encoding Charset(string? name)
    {
        try
        {
            return Encoding.GetEncoding(name ?? "utf-8");
        }
        catch (ArgumentException)
        {
            // An unknown charset is shown as well as it goes, which is what mail programs do.
            return Encoding.Latin1;
        }
    }
}
