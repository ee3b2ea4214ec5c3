using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>A person who is away cannot answer in time: the wait for him ends one working day after the day of his return.</summary>
public sealed class Absence(WatchKeeper keeper, WatchPlan plan, WatchRuns runs, IOwnerTimeZones zones)
{
    private static readonly TimeOnly EndOfWork = new(18, 0);

    /// <summary>Moves the end of a watch, if it is waiting for an answer and would end earlier.</summary>
    /// <param name="execution">The mail that the automatic answer is about.</param>
    /// <param name="back">The first day on which the person may be back.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task NoteAsync(Execution execution, DateOnly back, CancellationToken cancellationToken)
    {
        var until = OneWorkingDayAfter(back, await zones.GetAsync(execution.Owner, cancellationToken));
        var moved = false;
        await keeper.ChangeAsync(
            execution.Owner,
            execution.Id,
            seen =>
            {
                moved = seen.Watch.State == WatchState.WaitingForReply && seen.Watch.Until < until;
                return moved ? Extend(seen, back, until) : null;
            },
            cancellationToken);
        if (moved)
        {
            await runs.WakeAsync(execution.Id, cancellationToken);
        }
    }

    /// <summary>The end of the first working day (Monday to Friday) after a day.</summary>
    public static DateTimeOffset OneWorkingDayAfter(DateOnly day, TimeZoneInfo zone)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        var local = day.ToDateTime(EndOfWork);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private Execution Extend(Execution execution, DateOnly back, DateTimeOffset until)
    {
        var because = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"An automatic answer says: back on {back:d MMMM yyyy}.");
        return plan.Follow(
            execution, execution with { Watch = execution.Watch with { ExtendedUntil = until, ExtendedBecause = because } }, $"{because} The watch ends one working day later.");
    }
}
