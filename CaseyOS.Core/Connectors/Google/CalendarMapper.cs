using System.Globalization;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>From Calendar's wire to our records; unknown values become the harmless one.</summary>
internal static class CalendarMapper
{
    public static CalendarEvent Event(WireEvent wire) => new()
    {
        Id = wire.Id ?? "",
        ETag = wire.ETag,
        Status = wire.Status switch
        {
            "cancelled" => CalendarEventStatus.Cancelled,
            "tentative" => CalendarEventStatus.Tentative,
            _ => CalendarEventStatus.Confirmed,
        },
        Title = wire.Summary ?? "",
        Start = Time(wire.Start),
        End = Time(wire.End),
        IsAllDay = wire.Start?.Date is not null,
        Location = wire.Location,
        MeetLink = wire.HangoutLink,
        Link = wire.HtmlLink,
        OrganizerEmail = wire.Organizer?.Email?.ToLowerInvariant(),
        IsOwn = wire.Organizer?.Self ?? false,
        Guests = [.. (wire.Attendees ?? []).Where(guest => guest.Email is not null).Select(Guest)],
        SeriesId = wire.RecurringEventId,
        Kind = wire.EventType ?? "default",
        CreatedAt = wire.Created,
        UpdatedAt = wire.Updated,
    };

    public static WireEventTime Time(DateTimeOffset at, string? zone) => new(Text(at), TimeZone: zone);

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static CalendarGuest Guest(WireGuest wire) => new(
        wire.Email!.ToLowerInvariant(),
        wire.DisplayName,
        wire.ResponseStatus switch
        {
            "accepted" => GuestResponse.Accepted,
            "tentative" => GuestResponse.Tentative,
            "declined" => GuestResponse.Declined,
            _ => GuestResponse.NeedsAction,
        },
        wire.Self ?? false,
        wire.Resource ?? false,
        wire.Optional ?? false);

    private static DateTimeOffset? Time(WireEventTime? wire)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(wire?.DateTime ?? wire?.Date, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }
}
