using System.Collections;
using System.Globalization;

namespace CaseyOS.Functions.Local;

/// <summary>One field of a schedule: <c>*</c>, numbers, names, ranges, lists, steps.</summary>
internal sealed record ScheduleField(string Name, int Min, int Max, params string[] Names)
{
    public static ScheduleField[] All { get; } =
    [
        new("second", 0, 59),
        new("minute", 0, 59),
        new("hour", 0, 23),
        new("day", 1, 31),
        new("month", 1, 12, "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        new("day of week", 0, 6, "sun", "mon", "tue", "wed", "thu", "fri", "sat"),
    ];

    public BitArray Parse(string text)
    {
        var bits = new BitArray(Max + 1);
        foreach (var part in text.Split(','))
        {
            var (from, to, step) = ParsePart(part);
            for (var value = from; value <= to; value += step)
            {
                bits[value] = true;
            }
        }

        return bits;
    }

    private (int From, int To, int Step) ParsePart(string part)
    {
        var slash = part.Split('/');
        var step = slash.Length switch
        {
            1 => 1,
            2 when int.TryParse(slash[1], NumberStyles.None, CultureInfo.InvariantCulture, out var every) && every > 0 => Math.Min(every, Max + 1),
            _ => throw Wrong(part),
        };
        if (slash[0] == "*")
        {
            return (Min, Max, step);
        }

        var dash = slash[0].Split('-');
        var from = Value(dash[0], part);
        var to = dash.Length switch
        {
            1 => slash.Length == 2 ? Max : from,
            2 => Value(dash[1], part),
            _ => throw Wrong(part),
        };
        return from <= to ? (from, to, step) : throw Wrong(part);
    }

    private int Value(string text, string part)
    {
        var name = Array.FindIndex(Names, known => text.Length >= 3 && text.StartsWith(known, StringComparison.OrdinalIgnoreCase));
        if (name >= 0)
        {
            return name + Min;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= Min && value <= Max ? value : throw Wrong(part);
    }

    private FormatException Wrong(string part) => new($"'{part}' is not a {Name}: write {Min}-{Max}, *, a list, a range or a step.");
}
