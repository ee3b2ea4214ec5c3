using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Outcomes;

/// <summary>The numbers on top of the page. "Today" begins at the user's midnight.</summary>
/// <param name="Pending">Moves that wait for a decision or for being done.</param>
/// <param name="CompletedToday">Moves finished today, by their outcome or by hand.</param>
/// <param name="FailedToday">Executions of today that failed.</param>
/// <param name="DraftedToday">Mails of today's executions that are drafts: made, not taken back, not sent yet.</param>
/// <param name="SentToday">Mails of today's executions that were sent, by the user or by us.</param>
/// <param name="SignalsToday">Signals detected today.</param>
/// <param name="RepliesToday">Replies seen today that answer an executed mail.</param>
/// <param name="WatchesRunning">Executions whose outcome is still being waited for.</param>
public sealed record DashboardStats(
    int Pending, int CompletedToday, int FailedToday, int DraftedToday, int SentToday, int SignalsToday, int RepliesToday, int WatchesRunning);

/// <summary>Counts by keys that are ordered by time, so that each number costs what happened today and never a look at closed history.</summary>
public sealed class Dashboard(
    CommandQueue queue, QueueStore items, ExecutionStore executions, OutcomeStore outcomes, SignalStore signals, TimeProvider clock)
{
    /// <summary>The numbers of <paramref name="owner"/> now.</summary>
    public async Task<DashboardStats> ReadAsync(OwnerId owner, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var midnight = Midnight(clock.GetUtcNow(), zone);
        var executed = executions.ListSinceAsync(owner, midnight, cancellationToken);
        var completed = items.CountCompletedAsync(owner, midnight, cancellationToken);
        var seen = outcomes.ListSinceAsync(owner, midnight, cancellationToken);
        var detected = signals.CountAsync(owner, midnight, cancellationToken);
        var watched = executions.ListWatchedAsync(owner, null, cancellationToken);
        var today = await queue.TodayAsync(owner, null, cancellationToken);
        return new(
            today.TotalPending,
            await completed,
            (await executed).Count(execution => execution.Status == ExecutionStatus.Failed),
            (await executed).Count(execution => execution is { Status: ExecutionStatus.Succeeded, MailResult.Sent: false, Fate: not DraftFate.Deleted }),
            (await executed).Count(execution => execution.MailResult is { Sent: true }),
            await detected,
            (await seen).Count(outcome => outcome.Type == OutcomeType.EmailReplied),
            (await watched).Count);
    }

    // The instant at which the local day began; where clocks jump at midnight, the first one that exists.
    private static DateTimeOffset Midnight(DateTimeOffset now, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(now, zone).Date;
        while (zone.IsInvalidTime(day))
        {
            day = day.AddMinutes(15);
        }

        return new DateTimeOffset(day, zone.GetUtcOffset(day)).ToUniversalTime();
    }
}
