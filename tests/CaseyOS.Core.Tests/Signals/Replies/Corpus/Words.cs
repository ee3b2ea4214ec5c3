using System.Text;

namespace CaseyOS.Core.Tests.Signals.Replies.Corpus;

/// <summary>Codes text as mail programs do: RFC 2047 in headers (B for UTF-8, Q for the old sets), quoted-printable and base64 in bodies.</summary>
internal static class Words
{
    public static Encoding Set(string charset) => CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);

    public static string Encode(string text, string charset)
    {
        if (text.All(letter => letter < 128))
        {
            return text;
        }

        // Long subjects are split between words, and the line is folded there.
        var half = text.IndexOf(' ', text.Length / 2) is > 0 and var space ? space : text.Length;
        return string.Join("\r\n ", new[] { text[..half], text[half..] }.Where(part => part.Length > 0).Select(part => Word(part, charset)));
    }

    public static string Mailbox(string mailbox, string charset) =>
        mailbox.Split(" <") is [var name, var address] && name.Any(letter => letter > 127) ? $"{Encode(name, charset)} <{address}" : mailbox;

    public static string QuotedPrintable(string text, string charset)
    {
        var lines = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var column = 0;
            foreach (var value in Set(charset).GetBytes(line))
            {
                var coded = value is >= 33 and <= 126 and not (byte)'=' or (byte)' ' ? ((char)value).ToString() : $"={value:X2}";
                if (column + coded.Length > 72)
                {
                    lines.Append("=\r\n");
                    column = 0;
                }

                lines.Append(coded);
                column += coded.Length;
            }

            lines.Append("\r\n");
        }

        return lines.ToString();
    }

    public static string Base64(string text, string charset) =>
        Convert.ToBase64String(Set(charset).GetBytes(text.ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks);

    private static string Word(string text, string charset) => charset == "utf-8"
        ? $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?="
        : $"=?{charset}?Q?{string.Concat(Set(charset).GetBytes(text).Select(value => char.IsAsciiLetterOrDigit((char)value) ? ((char)value).ToString() : value == ' ' ? "_" : $"={value:X2}"))}?=";
}
