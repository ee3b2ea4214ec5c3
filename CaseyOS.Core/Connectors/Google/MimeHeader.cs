using System.Text;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>
/// Writes header fields. Every value passes <see cref="Checked"/>: a line break in a value would let its author add
/// headers, such as a Bcc, of his own.
/// </summary>
internal static class MimeHeader
{
    private const int LineLength = 76; // the limit of a line with encoded words (RFC 2047, 2), good enough for all
    private const int MaxIdLength = 900; // a line must stay under 998 (RFC 5322, 2.1.1)
    private static readonly string[] Reserved =
        ["from", "to", "cc", "bcc", "sender", "reply-to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version"];

    public static void Mailbox(StringBuilder text, string name, string field, string email, string? display)
    {
        Checked(email, field);
        if (!MailAddress.TryToAscii(email.Trim(), out var ascii))
        {
            throw new ValidationException(field, $"{field} must be an e-mail address such as ada@northwind.example.");
        }

        Fold(text, name, string.IsNullOrWhiteSpace(display) ? [ascii] : [.. Phrase(Checked(display.Trim(), $"{field}_name"), name.Length + 2), $"<{ascii}>"]);
    }

    public static void Unstructured(StringBuilder text, string name, string field, string value)
    {
        Checked(value, field);
        if (IsPlain(value) && name.Length + 2 + value.Length <= LineLength)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
        else
        {
            Fold(text, name, EncodedWord.Encode(value, name.Length + 2));
        }
    }

    public static void MessageIds(StringBuilder text, string name, string field, IEnumerable<string> ids) =>
        Fold(text, name, ids.Select(id => IsMessageId(Checked(id, field))
            ? id
            : throw new ValidationException(field, $"{field} must hold message ids such as <id@example.com>.")));

    public static void Custom(StringBuilder text, string name, string value)
    {
        var field = $"headers.{name}";
        if (name.Length is 0 or > 60 || !name.All(letter => letter is > ' ' and < '\x7f' and not ':')
            || Reserved.Contains(name.ToLowerInvariant()) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            throw new ValidationException("headers", "headers may only hold names of further headers, such as X-Reason.");
        }

        Checked(value, field);
        if (IsPlain(value) && !value.Contains(' ', StringComparison.Ordinal) && value.Length < MaxIdLength)
        {
            // One word, such as an address in angle brackets, is for programs: encoded they would not recognise it.
            Fold(text, name, [value]);
            return;
        }

        Unstructured(text, name, field, value);
    }

    private static string Checked(string value, string field) =>
        value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0
            ? value
            : throw new ValidationException(field, $"{field} must not contain line breaks or null characters.");

    // A display name: words of letters as they are, other ASCII quoted, anything else (or longer than a line) encoded.
    private static IEnumerable<string> Phrase(string name, int used)
    {
        var quoted = name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ')
            ? name
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return IsPlain(name) && used + quoted.Length <= LineLength ? [quoted] : EncodedWord.Encode(name, used);
    }

    // Not plain either: white space that folding or trimming would lose, and text that looks like an encoded word.
    private static bool IsPlain(string value) =>
        value.All(letter => letter is >= ' ' and < '\x7f')
        && !value.Contains("=?", StringComparison.Ordinal)
        && value.Trim(' ').Length == value.Length && !value.Contains("  ", StringComparison.Ordinal);

    private static bool IsMessageId(string id) =>
        id.Length is > 4 and < MaxIdLength && id[0] == '<' && id[^1] == '>' && id.IndexOf('@') is var at && at > 1 && at < id.Length - 2
        && id.AsSpan(1, id.Length - 2).IndexOfAnyExceptInRange('!', '~') < 0 && id.AsSpan(1, id.Length - 2).IndexOfAny('<', '>') < 0;

    private static void Fold(StringBuilder text, string name, IEnumerable<string> parts)
    {
        text.Append(name).Append(':');
        var column = name.Length + 1;
        foreach (var part in parts)
        {
            if (column > name.Length + 1 && column + 1 + part.Length > LineLength)
            {
                text.Append("\r\n");
                column = 0;
            }

            text.Append(' ').Append(part);
            column += 1 + part.Length;
        }

        text.Append("\r\n");
    }
}
