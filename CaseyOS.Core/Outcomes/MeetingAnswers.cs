using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;

namespace CaseyOS.Core.Outcomes;

/// <summary>Sees in the calendar what became of the invitations that we sent: accepted, declined, called off. The event's id names its execution.</summary>
public sealed class MeetingAnswers(ExecutionStore executions, OutcomeRecorder recorder, WatchPlan plan, TimeProvider clock) : ICalendarObserver
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

    private async Task LookAsync(OwnerId owner, CalendarEvent item, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryParse(CalendarEventId.Read(item.Id), null, out var id)
            || await executions.FindAsync(owner, id, cancellationToken) is not { Value: { Status: ExecutionStatus.Succeeded, Content: PreviewedMeeting meeting } execution }
            || Judge(item, meeting) is not var (type, evidence)
            || execution.Outcome?.Type == type)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var at = item.UpdatedAt ?? now;
        if (at <= plan.CreditUntil(execution))
        {
            await recorder.RecordAsync(
                new Outcome
                {
                    Id = OutcomeId.New(clock),
                    Owner = owner,
                    ExecutionId = execution.Id,
                    QueueItemId = execution.ItemId,
                    Type = type,
                    SourceEvent = $"calendar:{item.Id}:{type}",
                    Evidence = evidence,
                    DetectionMethods = ["poll"],
                    ContactEmail = meeting.To,
                    OccurredAt = at,
                    DetectedAt = now,
                },
                cancellationToken);
        }
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
