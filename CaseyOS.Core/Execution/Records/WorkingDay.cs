using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Records;

/// <summary>By when a task is to be done.</summary>
internal static class WorkingDay
{
    private static readonly TimeSpan EndOfWork = TimeSpan.FromHours(17);

    /// <summary>The move's own date while that is ahead; else the end of the next working day.</summary>
    public static DateTimeOffset Due(QueueItem item, Sender sender, DateTimeOffset now)
    {
        if (item.DueBy is { } due && due > now)
        {
            return due;
        }

        var day = TimeZoneInfo.ConvertTime(now, sender.TimeZone).Date.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        var local = day + EndOfWork;
        return new DateTimeOffset(local, sender.TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }
}
