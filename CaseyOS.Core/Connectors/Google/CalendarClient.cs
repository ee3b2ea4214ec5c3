using System.Globalization;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>An owner's primary calendar, as far as the product needs it. Thread-safe.</summary>
/// <remarks>
/// All methods throw <see cref="ReconnectRequiredException"/> when the owner's grant does not suffice, and
/// <see cref="ConnectorException"/> when Google refuses or does not answer. Reads are retried, writes are not: look for the
/// event by its id before making it again.
/// </remarks>
public sealed class CalendarClient
{
    private const string Events = "calendars/primary/events";
    private const int PageSize = 250;
    private const int MaxCalendars = 50;
    private readonly GoogleApi google;
    private readonly IOptions<GoogleOptions> options;

    internal CalendarClient(GoogleApi google, IOptions<GoogleOptions> options) => (this.google, this.options) = (google, options);

    /// <summary>Events that take place between two moments, series resolved into single events, in the order of their start.</summary>
    public async Task<IReadOnlyList<CalendarEvent>> ListEventsAsync(OwnerId owner, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var query = $"timeMin={Escape(CalendarMapper.Text(from))}&timeMax={Escape(CalendarMapper.Text(until))}&singleEvents=true&orderBy=startTime";
        return (await PagesAsync(owner, query, cancellationToken)).Events;
    }

    /// <summary>What changed since a sync token; null when Google no longer knows it and everything has to be read anew.</summary>
    public async Task<CalendarChanges?> ListChangesAsync(OwnerId owner, string syncToken, CancellationToken cancellationToken = default)
    {
        try
        {
            return await PagesAsync(owner, $"showDeleted=true&syncToken={Escape(syncToken)}", cancellationToken);
        }
        catch (ConnectorException error) when (error.Status == 410)
        {
            return null;
        }
    }

    /// <summary>Everything that ends after a moment, and a token from which changes can be followed.</summary>
    public Task<CalendarChanges> ListAllAsync(OwnerId owner, DateTimeOffset from, CancellationToken cancellationToken = default) =>
        PagesAsync(owner, $"showDeleted=true&timeMin={Escape(CalendarMapper.Text(from))}", cancellationToken);

    /// <summary>An event, called-off ones included; null when there never was one with this id.</summary>
    public async Task<CalendarEvent?> GetEventAsync(OwnerId owner, string id, CancellationToken cancellationToken = default) =>
        await google.SendAsync<WireEvent>(owner, Call(HttpMethod.Get, $"{Events}/{Escape(id)}", "Reading the event"), cancellationToken) is { } wire
            ? CalendarMapper.Event(wire)
            : null;

    /// <summary>Makes an event. When its id is taken, the one that is there is the answer: it was made before.</summary>
    public async Task<CalendarEvent> CreateEventAsync(OwnerId owner, NewCalendarEvent made, NotifyGuests notify, CancellationToken cancellationToken = default)
    {
        const string What = "Making the event";
        var body = new WireEvent
        {
            Id = made.Id,
            Summary = made.Title,
            Description = made.Description,
            Location = made.Location,
            Start = CalendarMapper.Time(made.Start, made.TimeZone),
            End = CalendarMapper.Time(made.End, made.TimeZone),
            Attendees = made.Guests.Count == 0 ? null : [.. made.Guests.Select(guest => new WireGuest(guest.Email, guest.Name is { Length: > 0 } name ? name : null))],
            ConferenceData = made.WithVideoCall ? new(new(made.Id, new("hangoutsMeet"))) : null,
        };
        try
        {
            var path = $"{Events}?sendUpdates={Word(notify)}{(made.WithVideoCall ? "&conferenceDataVersion=1" : "")}";
            return CalendarMapper.Event(await google.SendAsync<WireEvent>(owner, Call(HttpMethod.Post, path, What, body), cancellationToken) ?? throw Unknown(What));
        }
        catch (ConnectorException error) when (error.Status == 409)
        {
            return await GetEventAsync(owner, made.Id, cancellationToken) ?? throw Unknown(What);
        }
    }

    /// <summary>Changes an event; null when it does not exist.</summary>
    public async Task<CalendarEvent?> PatchEventAsync(OwnerId owner, string id, CalendarEventPatch patch, NotifyGuests notify, CancellationToken cancellationToken = default)
    {
        var body = new WireEvent
        {
            Summary = patch.Title,
            Description = patch.Description,
            Location = patch.Location,
            Start = patch.Start is { } start ? CalendarMapper.Time(start, patch.TimeZone) : null,
            End = patch.End is { } end ? CalendarMapper.Time(end, patch.TimeZone) : null,
        };
        var call = Call(HttpMethod.Patch, $"{Events}/{Escape(id)}?sendUpdates={Word(notify)}", "Changing the event", body);
        return await google.SendAsync<WireEvent>(owner, call, cancellationToken) is { } changed ? CalendarMapper.Event(changed) : null;
    }

    /// <summary>Calls an event off; false when it was off already or never there.</summary>
    public async Task<bool> DeleteEventAsync(OwnerId owner, string id, NotifyGuests notify, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await google.SendAsync(owner, Call(HttpMethod.Delete, $"{Events}/{Escape(id)}?sendUpdates={Word(notify)}", "Cancelling the event"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (ConnectorException error) when (error.Status == 410)
        {
            return false;
        }
    }

    /// <summary>Busy times by address. Of people outside Google usually shows nothing, which is not the same as free.</summary>
    public async Task<IReadOnlyDictionary<string, BusyTimes>> GetBusyAsync(
        OwnerId owner, IReadOnlyCollection<string> addresses, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        const string What = "Reading busy times";
        Dictionary<string, BusyTimes> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (var chunk in addresses.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(MaxCalendars))
        {
            var body = new WireFreeBusyRequest(CalendarMapper.Text(from), CalendarMapper.Text(until), [.. chunk.Select(address => new WireCalendarId(address))]);
            var answer = await google.SendAsync<WireFreeBusy>(owner, Call(HttpMethod.Post, "freeBusy", What, body) with { IsRead = true }, cancellationToken) ?? throw Unknown(What);
            foreach (var (address, busy) in answer.Calendars ?? new Dictionary<string, WireBusy>())
            {
                found[address] = new([.. (busy.Busy ?? []).Select(period => new TimeSlot(period.Start, period.End))], busy.Errors is null or []);
            }
        }

        return found;
    }

    /// <summary>The time zone of the owner's calendar, an IANA name.</summary>
    public async Task<string?> GetTimeZoneAsync(OwnerId owner, CancellationToken cancellationToken = default) =>
        (await google.SendAsync<WireSetting>(owner, Call(HttpMethod.Get, "users/me/settings/timezone", "Reading the time zone"), cancellationToken))?.Value;

    private async Task<CalendarChanges> PagesAsync(OwnerId owner, string query, CancellationToken cancellationToken)
    {
        const string What = "Reading the calendar";
        List<CalendarEvent> events = [];
        for (string? page = ""; ;)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Events}?maxResults={PageSize}&{query}{(page.Length == 0 ? "" : $"&pageToken={Escape(page)}")}");
            var answer = await google.SendAsync<WireEvents>(owner, Call(HttpMethod.Get, path, What), cancellationToken) ?? throw Unknown(What);
            events.AddRange((answer.Items ?? []).Select(CalendarMapper.Event));
            if (answer.NextPageToken is not { Length: > 0 } next)
            {
                return new(answer.NextSyncToken ?? "", events) { TimeZone = answer.TimeZone };
            }

            page = next;
        }
    }

    private GoogleCall Call(HttpMethod method, string path, string what, object? body = null) =>
        new(GoogleService.Calendar, method, ConnectorHttp.Below(options.Value.CalendarBaseAddress, $"/calendar/v3/{path}"), what, body);

    private static ConnectorException Unknown(string what) => new(GoogleErrors.Provider, $"{what} did not work: Google does not know this calendar.", 404);

    private static string Word(NotifyGuests notify) => notify switch { NotifyGuests.All => "all", NotifyGuests.ExternalOnly => "externalOnly", _ => "none" };

    private static string Escape(string value) => Uri.EscapeDataString(value);
}
