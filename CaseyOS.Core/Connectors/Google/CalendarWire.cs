using System.Text.Json.Serialization;

namespace CaseyOS.Core.Connectors.Google;

// Calendar's wire types, camelCase; they stay in this folder.
internal sealed record WireEventTime(string? DateTime, string? Date = null, string? TimeZone = null);

internal sealed record WirePerson(string? Email, string? DisplayName, bool? Self);

internal sealed record WireGuest(string? Email, string? DisplayName = null, string? ResponseStatus = null, bool? Self = null, bool? Resource = null, bool? Optional = null);

internal sealed record WireSolutionKey(string Type);

internal sealed record WireConferenceRequest(string RequestId, WireSolutionKey ConferenceSolutionKey);

internal sealed record WireConference(WireConferenceRequest? CreateRequest);

internal sealed record WireEvent
{
    public string? Id { get; init; }

    [JsonPropertyName("etag")]
    public string? ETag { get; init; }

    public string? Status { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    public WireEventTime? Start { get; init; }

    public WireEventTime? End { get; init; }

    public string? HangoutLink { get; init; }

    public string? HtmlLink { get; init; }

    public WirePerson? Organizer { get; init; }

    public IReadOnlyList<WireGuest>? Attendees { get; init; }

    public string? RecurringEventId { get; init; }

    public string? EventType { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public WireConference? ConferenceData { get; init; }
}

internal sealed record WireEvents(IReadOnlyList<WireEvent>? Items, string? NextPageToken, string? NextSyncToken, string? TimeZone = null);

internal sealed record WireSetting(string? Value);

internal sealed record WirePeriod(DateTimeOffset Start, DateTimeOffset End);

internal sealed record WireCalendarError(string? Reason);

internal sealed record WireBusy(IReadOnlyList<WirePeriod>? Busy, IReadOnlyList<WireCalendarError>? Errors);

internal sealed record WireFreeBusy(IReadOnlyDictionary<string, WireBusy>? Calendars);

internal sealed record WireCalendarId(string Id);

internal sealed record WireFreeBusyRequest(string TimeMin, string TimeMax, IReadOnlyList<WireCalendarId> Items);
