namespace CaseyOS.Core.Connectors.Google;

/// <summary>An event to be made.</summary>
public sealed record NewCalendarEvent
{
    /// <summary>Our own id, see <see cref="CalendarEventId"/>: making the event twice then leaves one.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Begin.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Zone in which guests see it, IANA name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Agenda.</summary>
    public string? Description { get; init; }

    /// <summary>Place.</summary>
    public string? Location { get; init; }

    /// <summary>Addresses to invite.</summary>
    public IReadOnlyList<MailAddress> Guests { get; init; } = [];

    /// <summary>Whether a video call is made for it.</summary>
    public bool WithVideoCall { get; init; } = true;
}

/// <summary>Changes to an event; what is null stays as it is.</summary>
public sealed record CalendarEventPatch(
    string? Title = null, DateTimeOffset? Start = null, DateTimeOffset? End = null, string? TimeZone = null, string? Description = null, string? Location = null);
