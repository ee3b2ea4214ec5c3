using System.Globalization;
using System.Text.RegularExpressions;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>Finds dates in folded text: 24 November, November 24th, 24.11., 24/11/2026, 2026-11-24, Monday, tomorrow.</summary>
internal static class StatedDates
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly string Month = $@"(?<month>{CalendarWords.AnyOf(CalendarWords.Months.Keys)})\b\.?";
    private static readonly string Weekday = CalendarWords.AnyOf(CalendarWords.Weekdays.Keys);

    private static readonly string[] Shapes =
    [
        @"(?<y>20\d\d)-(?<m>\d\d)-(?<d>\d\d)",
        $@"(?<d>\d{{1,2}})(st|nd|rd|th|er|\.|º)?\s+(of\s+|de\s+)?{Month}(,?\s+(de\s+|del\s+)?(?<y>20\d\d))?",
        $@"{Month}\s+(the\s+)?(?<d>\d{{1,2}})(st|nd|rd|th)?\b(,?\s+(?<y>20\d\d)\b)?",
        @"(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.(\s?(?<y>20\d\d)|(?<y>\d\d)(?![\d:.]))?",
        @"(?<d>\d{1,2})\.(?<m>0[1-9]|1[0-2])(?![\d.])(?!\s*(uhr|h|u|pm|am)\b)",
        @"(?<a>\d{1,2})/(?<b>\d{1,2})(/(?<y>20\d\d|\d\d))?",
        @"(?<a>\d{1,2})-(?<b>\d{1,2})-(?<y>20\d\d)",
    ];

    private static readonly Regex Date = new(
        $@"(?<![\d./:-])((?<weekday>{Weekday})\b\.?,?\s+(the\s+|der\s+|den\s+|dem\s+|le\s+|el\s+|dia\s+|dnia\s+)?)?({string.Join('|', Shapes)})(?![\d/])"
        + $@"|\b(?<next>(next|nachsten|nachste|kommenden|volgende|aanstaande|przyszly|przyszla|proximo)\s+)?(?<day>{Weekday})\b(?<next>\s+(prochain|proximo|que viene))?"
        + @"|(?<!guten\s)(?<!goede)(?<!la\s)\b(?<tomorrow>tomorrow|morgen|demain|manana|jutro)\b",
        Options,
        Timeout);

    // Who writes 3/4 in these languages means the third of April; in English it may be the fourth of March.
    private static readonly Regex DayFirst = new(@"\b(ich|bin|nicht|wieder|je|suis|vous|votre|bureau|estoy|estare|oficina|hasta|ik|ben|niet|kantoor|jestem|nie|biurze|prosze|wracam)\b", Options, Timeout);
    private static readonly Regex English = new(@"\b(the|office|back|return|until|away|will|and)\b", Options, Timeout);

    /// <param name="text">Folded, see <see cref="Wording"/>.</param>
    /// <param name="written">The day on which it was written.</param>
    public static IReadOnlyList<StatedDate> In(string text, DateOnly written)
    {
        var dayFirst = DayFirst.IsMatch(text) && !English.IsMatch(text);
        return [.. Date.Matches(text).Select(match => new StatedDate(match.Index, match.Index + match.Length, Value(match, written, dayFirst)))];
    }

    private static DateOnly? Value(Match match, DateOnly written, bool dayFirst) =>
        match.Groups["tomorrow"].Success ? written.AddDays(1)
        : match.Groups["day"].Success ? Next(CalendarWords.Weekdays[match.Groups["day"].Value], written, match.Groups["next"].Success)
        : DayAndMonth(match, dayFirst) is var (day, month) && Resolve(Number(match, "y"), month, day, written) is { } date
            && (!match.Groups["weekday"].Success || CalendarWords.Weekdays[match.Groups["weekday"].Value] == date.DayOfWeek)
            ? date
            : null;

    private static (int Day, int Month)? DayAndMonth(Match match, bool dayFirst)
    {
        if (Number(match, "a") is { } first && Number(match, "b") is { } second)
        {
            return first == second || first > 12 || dayFirst ? (first, second) : second > 12 ? (second, first) : null;
        }

        var month = match.Groups["month"].Success ? CalendarWords.Months[match.Groups["month"].Value] : Number(match, "m");
        return (Number(match, "d")!.Value, month!.Value);
    }

    // Without a year it is the next such day, as long as that is near: nobody announces his return for next autumn.
    private static DateOnly? Resolve(int? year, int month, int day, DateOnly written)
    {
        const int Near = 200;
        if (year is { } stated)
        {
            return Day(stated < 100 ? 2000 + stated : stated, month, day) is { } exact && exact >= written && exact <= written.AddYears(2) ? exact : null;
        }

        return (Day(written.Year, month, day) is { } soon && soon >= written ? soon : Day(written.Year + 1, month, day)) is { } next && next <= written.AddDays(Near)
            ? next
            : null;
    }

    // "Next Friday", said on a Wednesday, is two days to some people and nine to others.
    private static DateOnly? Next(DayOfWeek day, DateOnly written, bool next)
    {
        var ahead = ((day - written.DayOfWeek + 6) % 7) + 1;
        var leftOfWeek = (7 - (int)written.DayOfWeek) % 7;
        return next && ahead <= leftOfWeek ? null : written.AddDays(ahead);
    }

    private static DateOnly? Day(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int? Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : null;
}
