using System.Globalization;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;

namespace CaseyOS.Core.Outcomes;

/// <summary>
/// Sees in the calendar what became of the invitations that we sent: accepted, declined, moved, called off. The event's id names
/// its execution. Whether a meeting was held no calendar tells, so nothing is said about that.
/// </summary>
public sealed class MeetingAnswers(
    CalendarClient calendar, ExecutionStore executions, OutcomeRecorder recorder, Rollback rollback, WatchKeeper keeper, WatchPlan plan, WatchRuns runs, TimeProvider clock) : ICalendarObserver
{
    /// <inheritdoc/>
    public async Task ObserveAsync(
        OwnerId owner, SourceRun run, IReadOnlyList<CalendarEvent> changed, IReadOnlyList<CalendarEvent> window, CancellationToken cancellationToken)
    {
        foreach (var item in changed.Concat(window).DistinctBy(item => item.Id))
        {
            await LookAsync(owner, item, cancellationToken);
        }
    }

    /// <summary>Asks the calendar what became of an execution's meeting, in case the poll missed it; nothing when it made none.</summary>
    /// <exception cref="ConnectorException">Google could not be asked.</exception>
    public async Task TakeInAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution is { Content: PreviewedMeeting, Result: MeetingResult { EventId: { } id } } && await calendar.GetEventAsync(execution.Owner, id, cancellationToken) is { } item)
        {
            await LookAsync(execution.Owner, item, cancellationToken);
        }
    }

    private async Task LookAsync(OwnerId owner, CalendarEvent item, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryParse(CalendarEventId.Read(item.Id), null, out var id)
            || await executions.FindAsync(owner, id, cancellationToken) is not { Value: { Status: ExecutionStatus.Succeeded, Content: PreviewedMeeting meeting, Result: MeetingResult booked } execution })
        {
            return;
        }

        if (item.IsCancelled && execution.UndoBegun is { } undo)
        {
            // By us: whoever took it back was cut off before he could write that down.
            await rollback.RunAsync(owner, undo.By, id, cancellationToken);
            return;
        }

        if (item is { IsCancelled: false, Start: { } start } && start != booked.Start)
        {
            // The outcome first: once the execution knows the new time, nobody comes here again.
            await RecordAsync(execution, item, OutcomeType.MeetingRescheduled, $"{start:O}", $"\"{meeting.Subject}\" was moved in the calendar.", cancellationToken);
            await MoveAsync(execution, start, item.End, cancellationToken);
        }

        if (Judge(item, meeting) is var (type, evidence) && execution.Outcome?.Type != type)
        {
            await RecordAsync(execution, item, type, $"{type}", evidence, cancellationToken);
        }
    }

    private async Task RecordAsync(Execution execution, CalendarEvent item, OutcomeType type, string what, string evidence, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var at = item.UpdatedAt ?? now;
        if (at <= plan.CreditUntil(execution))
        {
            await recorder.RecordAsync(
                new Outcome
                {
                    Id = OutcomeId.New(clock),
                    Owner = execution.Owner,
                    ExecutionId = execution.Id,
                    QueueItemId = execution.ItemId,
                    Type = type,
                    SourceEvent = $"calendar:{item.Id}:{what}",
                    Evidence = evidence,
                    DetectionMethods = ["poll"],
                    ContactEmail = execution.Recipient,
                    OccurredAt = at,
                    DetectedAt = now,
                },
                cancellationToken);
        }
    }

    // The execution's row has the new time, and HubSpot hears of it: one more log is due.
    private async Task MoveAsync(Execution execution, DateTimeOffset start, DateTimeOffset? end, CancellationToken cancellationToken)
    {
        var moved = await keeper.ChangeAsync(
            execution.Owner,
            execution.Id,
            seen => seen.Result is MeetingResult known && known.Start != start
                ? plan.Follow(
                    seen,
                    seen with { Result = known with { Start = start, End = end, HubspotLogged = false }, LogAttempts = 0 },
                    "The meeting was moved in the calendar.")
                : null,
            cancellationToken);
        await (moved.Watch.IsOver
            ? runs.StartAgainAsync(moved.Owner, moved.Id, string.Create(CultureInfo.InvariantCulture, $"moved-{start.UtcDateTime:yyyyMMddHHmm}"), cancellationToken)
            : runs.WakeAsync(moved.Id, cancellationToken));
    }

    // A declined invitation stays in our calendar; nobody comes, so it counts as called off.
    private static (OutcomeType Type, string Evidence)? Judge(CalendarEvent item, PreviewedMeeting meeting)
    {
        var name = meeting.ToName ?? meeting.To;
        return (item.IsCancelled, item.Guests.FirstOrDefault(guest => string.Equals(guest.Email, meeting.To, StringComparison.OrdinalIgnoreCase))?.Response) switch
        {
            (true, _) => (OutcomeType.MeetingCancelled, $"\"{meeting.Subject}\" was cancelled in the calendar."),
            (_, GuestResponse.Accepted) => (OutcomeType.MeetingBooked, $"{name} accepted the invitation to \"{meeting.Subject}\"."),
            (_, GuestResponse.Declined) => (OutcomeType.MeetingCancelled, $"{name} declined the invitation to \"{meeting.Subject}\"."),
            _ => null,
        };
    }
}
