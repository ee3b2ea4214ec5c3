namespace CaseyOS.Core.Connectors.Google;

/// <summary>Whether an event takes place.</summary>
public enum CalendarEventStatus
{
    /// <summary>It does.</summary>
    Confirmed,

    /// <summary>Not settled yet.</summary>
    Tentative,

    /// <summary>Called off or deleted; a sync may then tell nothing but the id.</summary>
    Cancelled,
}

/// <summary>An invited person's answer.</summary>
public enum GuestResponse
{
    /// <summary>None yet.</summary>
    NeedsAction,

    /// <summary>Comes.</summary>
    Accepted,

    /// <summary>May come.</summary>
    Tentative,

    /// <summary>Does not come.</summary>
    Declined,
}

/// <summary>Somebody invited to an event.</summary>
/// <param name="Email">Lower case.</param>
/// <param name="Name">Name, where Google knows one.</param>
/// <param name="Response">The answer.</param>
/// <param name="IsSelf">Whether it is the calendar's own account.</param>
/// <param name="IsResource">A room or a device.</param>
/// <param name="IsOptional">Need not come.</param>
public sealed record CalendarGuest(string Email, string? Name, GuestResponse Response, bool IsSelf = false, bool IsResource = false, bool IsOptional = false);

/// <summary>An event in an owner's primary calendar; of a series each single event, where a window of time was asked for.</summary>
public sealed record CalendarEvent
{
    /// <summary>Id within the calendar.</summary>
    public required string Id { get; init; }

    /// <summary>Changes with every change.</summary>
    public string? ETag { get; init; }

    /// <summary>Whether it takes place.</summary>
    public CalendarEventStatus Status { get; init; }

    /// <summary>Title; empty when it has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>When it begins: UTC; of an all-day event the date at midnight UTC. Null only for a cancelled one.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ends, exclusive.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Whether it has dates and no times.</summary>
    public bool IsAllDay { get; init; }

    /// <summary>Place.</summary>
    public string? Location { get; init; }

    /// <summary>Address of the video call.</summary>
    public string? MeetLink { get; init; }

    /// <summary>Where the user sees it.</summary>
    public string? Link { get; init; }

    /// <summary>Who called it, lower case.</summary>
    public string? OrganizerEmail { get; init; }

    /// <summary>Whether the owner called it himself.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Invited people, the owner among them where he is.</summary>
    public IReadOnlyList<CalendarGuest> Guests { get; init; } = [];

    /// <summary>The series it belongs to.</summary>
    public string? SeriesId { get; init; }

    /// <summary>Google's kind: <c>default</c>, <c>outOfOffice</c>, <c>focusTime</c>, <c>workingLocation</c>, <c>birthday</c>, <c>fromGmail</c>.</summary>
    public string Kind { get; init; } = "default";

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Whether it is called off.</summary>
    public bool IsCancelled => Status == CalendarEventStatus.Cancelled;

    /// <summary>Whether the owner himself said that he does not come.</summary>
    public bool IsDeclinedByOwner => Guests.Any(guest => guest is { IsSelf: true, Response: GuestResponse.Declined });
}

/// <summary>What changed in a calendar.</summary>
/// <param name="SyncToken">Where the next call starts.</param>
/// <param name="Events">Changed events, called-off ones included; of a series the series itself.</param>
public sealed record CalendarChanges(string SyncToken, IReadOnlyList<CalendarEvent> Events)
{
    /// <summary>The calendar's own time zone, an IANA name.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>A stretch of time.</summary>
public sealed record TimeSlot(DateTimeOffset Start, DateTimeOffset End);

/// <summary>When somebody is busy.</summary>
/// <param name="Busy">In order, not overlapping.</param>
/// <param name="IsVisible">False when Google does not show us this person's calendar: then nothing is known, not even that he is free.</param>
public sealed record BusyTimes(IReadOnlyList<TimeSlot> Busy, bool IsVisible);

/// <summary>Who is told of a change.</summary>
public enum NotifyGuests
{
    /// <summary>All guests, by mail.</summary>
    All,

    /// <summary>Only those who do not use Google Calendar.</summary>
    ExternalOnly,

    /// <summary>Nobody.</summary>
    None,
}
