using System.Text;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Event ids of our own: Google allows the letters of base32hex (RFC 4648, lower case), 5 to 1024 of them.</summary>
public static class CalendarEventId
{
    private const string Prefix = "caseos"; // long enough whatever the text; y is not among the letters
    private const string Letters = "0123456789abcdefghijklmnopqrstuv";

    /// <summary>The same id for the same text, always; different ones for different texts.</summary>
    public static string Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        StringBuilder id = new((bytes.Length * 8 / 5) + 7);
        id.Append(Prefix);
        var (bits, count) = (0, 0);
        foreach (var next in bytes)
        {
            (bits, count) = ((bits << 8) | next, count + 8);
            while (count >= 5)
            {
                count -= 5;
                id.Append(Letters[(bits >> count) & 31]);
            }

            bits &= (1 << count) - 1;
        }

        return count == 0 ? id.ToString() : id.Append(Letters[(bits << (5 - count)) & 31]).ToString();
    }

    /// <summary>The text of an id that <see cref="Of"/> made; null of any other.</summary>
    public static string? Read(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        List<byte> bytes = new(id.Length);
        var (bits, count) = (0, 0);
        foreach (var next in id.AsSpan(Prefix.Length))
        {
            if (Letters.IndexOf(next, StringComparison.Ordinal) is not (>= 0 and var value))
            {
                return null;
            }

            (bits, count) = ((bits << 5) | value, count + 5);
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        var text = Encoding.UTF8.GetString([.. bytes]);
        return Of(text) == id ? text : null;
    }
}
