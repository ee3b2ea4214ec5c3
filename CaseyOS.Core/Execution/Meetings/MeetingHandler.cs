using System.Collections.Frozen;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Meetings;

/// <summary>
/// Books a meeting: an event in the user's calendar with a video call and an invitation, logged in HubSpot. The event's id is made
/// from the execution's, so whoever is not sure whether it exists asks for that id before making it.
/// </summary>
public sealed class MeetingHandler(
    CalendarClient calendar,
    HubSpotClient hubSpot,
    MeetingTimes times,
    SuppressionList suppressed,
    EffectTries tries,
    IOptions<MeetingOptions> options,
    TimeProvider clock) : ILoggedHandler
{
    /// <inheritdoc/>
    public IReadOnlySet<ActionType> Actions { get; } = new[] { ActionType.BookMeeting }.ToFrozenSet();

    /// <inheritdoc/>
    public Reversibility Reversibility => Reversibility.Compensable;

    /// <inheritdoc/>
    public string PointOfNoReturn =>
        "Google takes the event (events.insert under an id made from the execution's), and mails the invitation with it. Undoing cancels the event; the guest has seen it.";

    /// <inheritdoc/>
    public EffectWords Words { get; } = new(
        "Puts the meeting into your calendar with a video call, and Google mails the invitation. Undoing it cancels the meeting and tells the guest.",
        "meeting booked",
        "The meeting is in your calendar, and the invitation is out.",
        "The meeting was cancelled, and the guest was told.",
        "Google has not answered in time. We look again shortly whether the meeting was made.");

    /// <inheritdoc/>
    public async Task<Composed> ComposeAsync(QueueItem item, Sender sender, ActionOverrides? overrides, CancellationToken cancellationToken)
    {
        overrides?.CheckMeeting(clock.GetUtcNow());
        var invitation = Invitation.Write(item, Context(item), await AddressAsync(item, cancellationToken), sender, options.Value.Minutes);
        if (await suppressed.FindAsync(item.Owner, invitation.To, cancellationToken) is { } stop)
        {
            throw new ValidationException("action_context.to", stop.Explain(invitation.To));
        }

        var offer = await times.ReadAsync(item.Owner, sender, invitation, overrides?.Slot, cancellationToken);
        var written = new PreviewedMeeting(invitation.To, invitation.ToName, invitation.Title, invitation.Agenda, offer.Chosen.Start, offer.Chosen.End)
        {
            TimeZone = offer.Zone,
            Clash = offer.Clash,
            GuestVisible = offer.GuestVisible,
            Slots = offer.Slots,
        };
        return new(overrides?.ApplyTo(written) ?? written, written) { Warnings = offer.Clash is null ? [] : [offer.Clash] };
    }

    /// <inheritdoc/>
    public Task<Performed> PerformAsync(Execution execution, CancellationToken cancellationToken) => tries.RunAsync(
        execution.Attempts > 1,
        async mayExist => mayExist && (await FindAsync(execution, cancellationToken) ?? await WhyNotAsync(execution, cancellationToken)) is { } known
            ? known
            : Done(await calendar.CreateEventAsync(execution.Owner, Event(execution), NotifyGuests.All, cancellationToken)),
        () => FindAsync(execution, cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<LoggedResult> LogAsync(Execution execution, CancellationToken cancellationToken)
    {
        var (meeting, result) = ((PreviewedMeeting)execution.Content, (MeetingResult)execution.Result!);
        var owners = await hubSpot.GetOwnersAsync(cancellationToken);
        var id = await hubSpot.WriteAsync(
            new MeetingEngagement
            {
                ExecutionId = execution.Id.ToString(),
                HubSpotOwnerId = owners.FirstOrDefault(owner => owner.Email == execution.ExecutedBy)?.Id,
                ContactId = execution.Contact?.Id,
                CompanyId = execution.Company?.Id,
                DealId = execution.Deal?.Id,
                Title = meeting.Subject,
                Agenda = meeting.Body,
                Start = result.Start ?? meeting.Start,
                End = result.End ?? meeting.End,
                Location = result.MeetingLink,
            },
            cancellationToken);
        return result with { HubspotLogged = true, HubspotMeetingId = id, HubspotProblem = null };
    }

    /// <inheritdoc/>
    public async Task UnlogAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution.Result is MeetingResult { HubspotMeetingId: { } id })
        {
            await hubSpot.ArchiveRecordAsync(HubSpotObject.Meetings, id, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<Sighting.Sent?> UndoAsync(Execution execution, CancellationToken cancellationToken)
    {
        // As it is now: the user may have moved it.
        if (await calendar.GetEventAsync(execution.Owner, EventId(execution), cancellationToken) is not { IsCancelled: false } made)
        {
            return null;
        }

        if (made.Start <= clock.GetUtcNow())
        {
            throw new ConflictException("irreversible", "The meeting has begun already; it can no longer be cancelled from here. Change it in your calendar.");
        }

        await calendar.DeleteEventAsync(execution.Owner, EventId(execution), NotifyGuests.All, cancellationToken);
        return null;
    }

    private static MeetingContext Context(QueueItem item) => item.ActionContext switch
    {
        MeetingContext meeting => meeting,
        MailContext mail => new() { To = mail.To, ToName = mail.ToName },
        _ => new(),
    };

    private async Task<string?> AddressAsync(QueueItem item, CancellationToken cancellationToken) =>
        Context(item).To is null && item.Contact is { } contact
            ? (await hubSpot.GetContactsAsync([contact.Id], cancellationToken)).GetValueOrDefault(contact.Id)?.Email
            : null;

    private static string EventId(Execution execution) => CalendarEventId.Of(execution.Id.ToString());

    private static NewCalendarEvent Event(Execution execution)
    {
        var meeting = (PreviewedMeeting)execution.Content;
        return new()
        {
            Id = EventId(execution),
            Title = meeting.Subject,
            Description = meeting.Body,
            Start = meeting.Start,
            End = meeting.End,
            TimeZone = meeting.TimeZone,
            Guests = [new(meeting.To, meeting.ToName ?? "")],
        };
    }

    private async Task<Performed?> FindAsync(Execution execution, CancellationToken cancellationToken) =>
        await calendar.GetEventAsync(execution.Owner, EventId(execution), cancellationToken) switch
        {
            null => null,
            { IsCancelled: true } => new Performed.NotDone("The meeting was made, and cancelled in the calendar meanwhile. It is not made again."),
            var made => Done(made),
        };

    // Time has passed since the user confirmed: he may have been told to stop, and the slot may be over or taken.
    private async Task<Performed?> WhyNotAsync(Execution execution, CancellationToken cancellationToken)
    {
        var meeting = (PreviewedMeeting)execution.Content;
        if (await suppressed.FindAsync(execution.Owner, meeting.To, cancellationToken) is { } stop)
        {
            return new Performed.NotDone(stop.Explain(meeting.To));
        }

        return meeting.Start <= clock.GetUtcNow()
            ? new Performed.NotDone("The time of the meeting has passed meanwhile. Choose another one.")
            : meeting.Clash is null && await times.FindClashAsync(execution.Owner, execution.ExecutedBy, meeting, cancellationToken) is { } clash
                ? new Performed.NotDone($"{clash} Choose another time.")
                : null;
    }

    private static Performed.Done Done(CalendarEvent made) => new(new MeetingResult
    {
        Executed = true,
        EventId = made.Id,
        MeetingLink = made.MeetLink,
        Start = made.Start,
        End = made.End,
        Attendees = [.. made.Guests.Select(guest => guest.Email)],
        Link = made.Link,
    });
}
