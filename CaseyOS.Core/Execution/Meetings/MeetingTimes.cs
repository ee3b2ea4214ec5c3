using CaseyOS.Core.Connectors.Google;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Meetings;

/// <summary>Reads when both sides are free, as far as Google shows it, and proposes times.</summary>
public sealed class MeetingTimes(CalendarClient calendar, IOptions<MeetingOptions> options, TimeProvider clock)
{
    /// <summary>Times for an invitation, and what there is to say about the one that the user chose.</summary>
    /// <exception cref="ValidationException">He chose none, and there is no free time.</exception>
    internal async Task<MeetingOffer> ReadAsync(OwnerId owner, Sender sender, Invitation invitation, DateTimeOffset? slot, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var chosen = slot is { } start ? new TimeSlot(start.ToUniversalTime(), start.ToUniversalTime() + invitation.Length) : null;
        var zone = ZoneAsync(owner, sender, cancellationToken);
        var until = now.AddDays(options.Value.LookAheadDays + 1);
        var busy = await calendar.GetBusyAsync(owner, [sender.Email, invitation.To], now, chosen?.End > until ? chosen.End : until, cancellationToken);
        var own = Of(busy, sender.Email);
        var theirs = Of(busy, invitation.To);
        var found = FreeSlots.Find(now, await zone, [.. own.Busy, .. theirs.Busy], options.Value, invitation.Length);
        chosen ??= found is [var first, ..] ? first : throw new ValidationException(
            "overrides.slot",
            FormattableString.Invariant($"Nobody is free for {invitation.Length.TotalMinutes:0} minutes within working hours of the next {options.Value.LookAheadDays} days. Choose a time yourself (overrides.slot), or make the meeting shorter."));
        return new(chosen, found, (await zone).Id, Clash(chosen, own, theirs, invitation.ToName ?? invitation.To), theirs.IsVisible);
    }

    /// <summary>Who is busy at the time of a meeting that is about to be made, in a sentence; null when nobody is known to be.</summary>
    internal async Task<string?> FindClashAsync(OwnerId owner, string own, PreviewedMeeting meeting, CancellationToken cancellationToken)
    {
        var busy = await calendar.GetBusyAsync(owner, [own, meeting.To], meeting.Start, meeting.End, cancellationToken);
        return Clash(new(meeting.Start, meeting.End), Of(busy, own), Of(busy, meeting.To), meeting.ToName ?? meeting.To);
    }

    private static string? Clash(TimeSlot slot, BusyTimes own, BusyTimes theirs, string guest) => (slot.IsBusy(own.Busy), slot.IsBusy(theirs.Busy)) switch
    {
        (true, true) => $"You and {guest} are both busy at this time.",
        (true, _) => "You are busy at this time.",
        (_, true) => $"{guest} is busy at this time.",
        _ => null,
    };

    private static BusyTimes Of(IReadOnlyDictionary<string, BusyTimes> busy, string address) => busy.GetValueOrDefault(address) ?? new([], IsVisible: false);

    // The calendar's own zone: the user may have moved it since he signed in.
    private async Task<TimeZoneInfo> ZoneAsync(OwnerId owner, Sender sender, CancellationToken cancellationToken) =>
        await calendar.GetTimeZoneAsync(owner, cancellationToken) is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : sender.TimeZone;
}

/// <summary>Times for a meeting.</summary>
/// <param name="Chosen">The user's choice, else the first proposal.</param>
/// <param name="Slots">Proposals.</param>
/// <param name="Zone">IANA name of the zone in which they are meant.</param>
/// <param name="Clash">Who is busy at the chosen time; null when nobody is known to be.</param>
/// <param name="GuestVisible">Whether Google shows us when the guest is busy.</param>
internal sealed record MeetingOffer(TimeSlot Chosen, IReadOnlyList<TimeSlot> Slots, string Zone, string? Clash, bool GuestVisible);
