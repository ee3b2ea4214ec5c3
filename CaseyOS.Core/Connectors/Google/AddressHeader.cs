using System.Text;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Reads the mailboxes of a From, To or Cc header: <c>Ada Lund &lt;ada@northwind.example&gt;, bo@x.example</c>.</summary>
internal static class AddressHeader
{
    public static IReadOnlyList<MailAddress> Parse(string? header)
    {
        List<MailAddress> mailboxes = [];
        foreach (var part in Split(header ?? ""))
        {
            var open = part.LastIndexOf('<');
            var close = part.LastIndexOf('>');
            var bracketed = open >= 0 && close > open;
            var email = (bracketed ? part[(open + 1)..close] : part).Trim();
            if (email.Contains('@'))
            {
                var name = bracketed ? EncodedWord.Decode(Unquote(part[..open].Trim())).Trim() : "";
                mailboxes.Add(new(email.ToLowerInvariant(), name.Length == 0 ? null : name));
            }
        }

        return mailboxes;
    }

    // Commas inside quotes or brackets do not separate.
    private static IEnumerable<string> Split(string header)
    {
        var part = new StringBuilder();
        var quoted = false;
        var bracketed = false;
        for (var i = 0; i < header.Length; i++)
        {
            var letter = header[i];
            if (quoted && letter == '\\' && i + 1 < header.Length)
            {
                part.Append(letter).Append(header[++i]);
                continue;
            }

            quoted ^= letter == '"';
            bracketed = !quoted && (letter == '<' || (bracketed && letter != '>'));
            if (letter == ',' && !quoted && !bracketed)
            {
                yield return part.ToString();
                part.Clear();
            }
            else
            {
                part.Append(letter);
            }
        }

        yield return part.ToString();
    }

    private static string Unquote(string name)
    {
        if (name.Length < 2 || name[0] != '"' || name[^1] != '"')
        {
            return name;
        }

        var plain = new StringBuilder();
        for (var i = 1; i < name.Length - 1; i++)
        {
            plain.Append(name[i] == '\\' && i + 1 < name.Length - 1 ? name[++i] : name[i]);
        }

        return plain.ToString();
    }
}
