using System.Collections;

namespace CaseyOS.Functions.Local;

/// <summary>An NCRONTAB expression as <c>function.json</c> has it: second, minute, hour, day, month, day of week, in UTC.</summary>
/// <remarks>Day and day of week must both match. The Functions host reads schedules itself; this is for running without it.</remarks>
internal sealed class Schedule
{
    private readonly BitArray[] fields;

    private Schedule(BitArray[] fields) => this.fields = fields;

    /// <exception cref="FormatException">It is not an NCRONTAB expression with six fields; the message says what is wrong.</exception>
    public static Schedule Parse(string expression)
    {
        var parts = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == ScheduleField.All.Length
            ? new([.. ScheduleField.All.Zip(parts, (field, text) => field.Parse(text))])
            : throw new FormatException($"'{expression}' has {parts.Length} fields; a schedule has six: second minute hour day month day-of-week.");
    }

    /// <summary>The first due time after <paramref name="after"/>; null when there is none within eight years (30 February).</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var start = after.ToUniversalTime();
        var time = new DateTimeOffset(start.Year, start.Month, start.Day, start.Hour, start.Minute, start.Second, TimeSpan.Zero).AddSeconds(1);
        var end = time.AddYears(8);
        while (time < end)
        {
            // Each step jumps to the start of the next unit that may match, coarse units first.
            var next = !Matches(4, time.Month) ? new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1)
                : !Matches(3, time.Day) || !Matches(5, (int)time.DayOfWeek) ? new DateTimeOffset(time.Year, time.Month, time.Day, 0, 0, 0, TimeSpan.Zero).AddDays(1)
                : !Matches(2, time.Hour) ? time.AddHours(1).AddMinutes(-time.Minute).AddSeconds(-time.Second)
                : !Matches(1, time.Minute) ? time.AddMinutes(1).AddSeconds(-time.Second)
                : !Matches(0, time.Second) ? time.AddSeconds(1)
                : time;
            if (next == time)
            {
                return time;
            }

            time = next;
        }

        return null;
    }

    private bool Matches(int field, int value) => fields[field][value];
}
