using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Executions.Meetings;

/// <summary>
/// Times at which a meeting could take place: on working days from tomorrow on, within working hours, at half past or on the
/// hour, and when nobody whose calendar is visible is busy. One a day first, at different hours, so that there is a choice.
/// </summary>
public static class FreeSlots
{
    /// <summary>How many are proposed at most.</summary>
    public const int Most = 3;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);
    private static readonly TimeOnly[] Preferred = [new(10, 0), new(14, 0), new(11, 0)];

    /// <summary>Finds them, earliest first; the same for the same arguments, and on one day the same at any hour.</summary>
    /// <param name="now">The present; the search begins on the next day.</param>
    /// <param name="zone">In which working hours are meant.</param>
    /// <param name="busy">When somebody is busy, in any order, overlapping or not.</param>
    /// <param name="options">Working hours, and how far ahead to look.</param>
    /// <param name="length">How long the meeting lasts.</param>
    public static IReadOnlyList<TimeSlot> Find(DateTimeOffset now, TimeZoneInfo zone, IReadOnlyCollection<TimeSlot> busy, MeetingOptions options, TimeSpan length)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        List<List<TimeSlot>> days = [.. Enumerable.Range(1, options.LookAheadDays)
            .Select(today.AddDays)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Select(day => OfDay(day, zone, options, length).Where(slot => slot.Start > now && !slot.IsBusy(busy)).ToList())
            .Where(free => free.Count > 0)
            .Take(Most)];
        List<TimeSlot> chosen = [];
        // One of each day; a second one of a day only when there are not enough days.
        for (var round = 0; chosen.Count < Most && round < Most; round++)
        {
            foreach (var free in days.Take(Most - chosen.Count))
            {
                if (Closest(free, Preferred[chosen.Count], zone, chosen) is { } slot)
                {
                    chosen.Add(slot);
                }
            }
        }

        return [.. chosen.OrderBy(slot => slot.Start)];
    }

    /// <summary>Whether somebody is busy at any time of it.</summary>
    public static bool IsBusy(this TimeSlot slot, IEnumerable<TimeSlot> busy) => busy.Any(other => other.Start < slot.End && slot.Start < other.End);

    private static IEnumerable<TimeSlot> OfDay(DateOnly day, TimeZoneInfo zone, MeetingOptions options, TimeSpan length)
    {
        var (begins, ends) = (day.ToDateTime(options.DayBegins), day.ToDateTime(options.DayEnds));
        for (var local = RoundedUp(begins); local + length <= ends; local += Step)
        {
            // Where the clocks change within working hours, some times do not exist and others come twice.
            if (zone.IsInvalidTime(local))
            {
                continue;
            }

            var start = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            var end = TimeZoneInfo.ConvertTime(start + length, zone).DateTime;
            if (end > local && end <= ends)
            {
                yield return new(start, start + length);
            }
        }
    }

    private static TimeSlot? Closest(IEnumerable<TimeSlot> free, TimeOnly wanted, TimeZoneInfo zone, List<TimeSlot> chosen) => free
        .Where(slot => !slot.IsBusy(chosen))
        .OrderBy(slot => (TimeZoneInfo.ConvertTime(slot.Start, zone).TimeOfDay - wanted.ToTimeSpan()).Duration())
        .ThenBy(slot => slot.Start)
        .FirstOrDefault();

    private static DateTime RoundedUp(DateTime time) => new((time.Ticks + Step.Ticks - 1) / Step.Ticks * Step.Ticks);
}
