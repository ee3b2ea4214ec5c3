using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about an event in an owner's calendar.</summary>
/// <param name="Event">The event.</param>
/// <param name="Outside">Guests who are not of the owner's own organisation, rooms left out.</param>
/// <param name="Contact">The first outside guest as HubSpot knows him; null before a rule has fired, and when it does not.</param>
/// <param name="Company">His company.</param>
public sealed record MeetingFacts(CalendarEvent Event, IReadOnlyList<CalendarGuest> Outside, Contact? Contact = null, Company? Company = null)
{
    /// <summary>The entity of all signals about this event.</summary>
    public string Entity => $"event:{Event.Id}";

    /// <summary>Whether the event takes place and the owner goes there, as far as anybody knows.</summary>
    public bool IsOn => Event is { IsCancelled: false, IsDeclinedByOwner: false, Start: not null };

    /// <summary>Whom the meeting is with: the contact's name, else the guest's, else his address.</summary>
    public string? Person => Contact?.DisplayName ?? (Outside is [var first, ..] ? first.Name ?? first.Email : null);
}
