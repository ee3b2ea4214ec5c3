using System.Globalization;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>An RRULE as far as calendars of ordinary people have them: daily, weekly on given days, monthly on a date; interval, count, end.</summary>
/// <param name="Frequency">DAILY, WEEKLY or MONTHLY.</param>
/// <param name="Interval">Every how many of them.</param>
/// <param name="Count">How often in all; null for no end by number.</param>
/// <param name="Until">Last possible start; null for no end by date.</param>
/// <param name="Days">Days of a weekly rule; empty means the first one's day.</param>
internal sealed record RecurrenceRule(string Frequency, int Interval, int? Count, DateTimeOffset? Until, IReadOnlyList<DayOfWeek> Days)
{
    private const string Prefix = "RRULE:";
    private const int Most = 1000;
    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>Reads one; null for what is not understood.</summary>
    public static RecurrenceRule? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = text[Prefix.Length..].Split(';').Select(part => part.Split('=')).ToArray();
        if (parts.Any(part => part.Length != 2 || part[0] is not ("FREQ" or "INTERVAL" or "COUNT" or "UNTIL" or "BYDAY" or "WKST")))
        {
            return null;
        }

        var values = parts.ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var days = (values.GetValueOrDefault("BYDAY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(day => Array.IndexOf(DayNames, day)).ToArray();
        var (interval, count) = (Number(values, "INTERVAL", 1), Number(values, "COUNT", null));
        var until = Time(values.GetValueOrDefault("UNTIL"));
        return values.GetValueOrDefault("FREQ") is "DAILY" or "WEEKLY" or "MONTHLY" && interval > 0 && count is null or > 0 && !days.Contains(-1) && (until is not null || !values.ContainsKey("UNTIL"))
            ? new(values["FREQ"], interval!.Value, count, until, [.. days.Select(day => (DayOfWeek)day)])
            : null;
    }

    /// <summary>All starts from the first one on, in local time: a meeting at nine stays at nine when the clocks change.</summary>
    public IEnumerable<DateTime> Starts(DateTime first)
    {
        var starts = Frequency switch
        {
            "DAILY" => Enumerable.Range(0, Most).Select(step => first.AddDays(step * Interval)),
            "MONTHLY" => Enumerable.Range(0, Most).Select(step => first.AddMonths(step * Interval)).Where(start => start.Day == first.Day),
            _ => Enumerable.Range(0, Most).SelectMany(week => Days.DefaultIfEmpty(first.DayOfWeek)
                .Select(day => first.AddDays((week * 7 * Interval) + Monday(day) - Monday(first.DayOfWeek))).Order()).Where(start => start >= first),
        };
        return Count is { } count ? starts.Take(count) : starts;
    }

    private static int Monday(DayOfWeek day) => ((int)day + 6) % 7;

    private static int? Number(Dictionary<string, string> values, string name, int? otherwise) =>
        !values.TryGetValue(name, out var text) ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParseExact(
        text, ["yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
