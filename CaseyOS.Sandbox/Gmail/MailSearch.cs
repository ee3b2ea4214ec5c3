using System.Globalization;
using CaseyOS.Sandbox.Gmail.Mime;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>The part of Gmail's search language that programs use: operators, quotes, minus, OR.</summary>
internal static class MailSearch
{
    public static Func<Message, bool> Parse(string? query, TimeProvider clock)
    {
        var words = Split(query ?? "");
        var alternatives = new List<List<Func<Message, bool>>>();
        for (var i = 0; i < words.Count; i++)
        {
            var condition = Condition(words[i], clock);
            if (i > 1 && words[i - 1] is "OR" or "|" && alternatives.Count > 0)
            {
                alternatives[^1].Add(condition);
            }
            else if (words[i] is not ("OR" or "|"))
            {
                alternatives.Add([condition]);
            }
        }

        return message => alternatives.All(any => any.Exists(condition => condition(message)));
    }

    private static Func<Message, bool> Condition(string word, TimeProvider clock)
    {
        if (word.Length > 1 && word[0] == '-')
        {
            var inner = Condition(word[1..], clock);
            return message => !inner(message);
        }

        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon > 0 ? (word[..colon].ToLowerInvariant(), word[(colon + 1)..].Trim('"', '(', ')')) : ("", word.Trim('"'));
        return name switch
        {
            "rfc822msgid" => message => message.Mime["Message-ID"]?.Trim('<', '>') == value.Trim('<', '>'),
            "from" => message => Mentions(message, value, "From"),
            "to" => message => Mentions(message, value, "To", "Cc", "Bcc"),
            "cc" => message => Mentions(message, value, "Cc"),
            "subject" => message => Contains(message.Mime["Subject"], value),
            "in" or "label" or "is" => InFolder(value.ToUpperInvariant()),
            "after" or "newer" => message => message.Date >= Moment(value),
            "before" or "older" => message => message.Date < Moment(value),
            "newer_than" => message => message.Date >= clock.GetUtcNow() - Span(value),
            "older_than" => message => message.Date < clock.GetUtcNow() - Span(value),
            "has" => message => value == "attachment" && message.Mime.All.Any(part => part.FileName.Length > 0),
            "" => message => Contains(message.Mime["Subject"], value) || Contains(message.Mime["From"], value)
                || Contains(message.Mime["To"], value) || Contains(message.Mime.Text, value),
            _ => message => Contains(message.Mime[name], value),
        };
    }

    private static Func<Message, bool> InFolder(string folder) => folder switch
    {
        "ANYWHERE" => _ => true,
        "DRAFTS" => message => message.Has(Label.Draft),
        "READ" => message => !message.Has(Label.Unread),
        _ => message => message.Has(folder),
    };

    private static bool Mentions(Message message, string who, params string[] headers) => headers
        .SelectMany(header => Address.Parse(message.Mime[header]))
        .Any(address => Contains(address.Email, who) || Contains(address.Name, who));

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static DateTimeOffset Moment(string value)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 253_402_300_799));
        }

        string[] formats = ["yyyy/M/d", "yyyy-M-d", "M/d/yyyy"];
        return DateTimeOffset.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : DateTimeOffset.MinValue;
    }

    private static TimeSpan Span(string value) =>
        value.Length > 1 && int.TryParse(value[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? TimeSpan.FromDays(Math.Min(count, 10_000) * (value[^1] switch { 'y' => 365, 'm' => 30, 'w' => 7, _ => 1 }))
            : TimeSpan.Zero;

    private static List<string> Split(string query)
    {
        var words = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i <= query.Length; i++)
        {
            if (i < query.Length)
            {
                quoted ^= query[i] == '"';
            }

            if (i == query.Length || (query[i] == ' ' && !quoted))
            {
                if (i > start)
                {
                    words.Add(query[start..i]);
                }

                start = i + 1;
            }
        }

        return words;
    }
}
