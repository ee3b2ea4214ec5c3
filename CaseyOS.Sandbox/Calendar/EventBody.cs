using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>Reads what a client wants of an event, and refuses what Calendar refuses.</summary>
internal static class EventBody
{
    public static EventDraft ForInsert(HttpContext context)
    {
        var body = JsonObject.Create(GmailRequest.Body(context))!;
        var id = (string?)body["id"] ?? Guid.NewGuid().ToString("N");
        return IsId(id) ? Draft(context, id, body, CalendarEvent.Confirmed) : throw Invalid("Invalid resource id value.");
    }

    /// <summary>Patch semantics: objects are merged, arrays replaced, null removes.</summary>
    public static EventDraft ForPatch(HttpContext context, CalendarEvent before)
    {
        var body = JsonObject.Create(before.Body)!;
        Merge(body, JsonObject.Create(GmailRequest.Body(context))!);
        return Draft(context, before.Id, body, before.Status);
    }

    public static string SendUpdates(HttpContext context)
    {
        var given = context.Request.Query["sendUpdates"].ToString();
        return given.Length == 0 ? "none" : given is "all" or "externalOnly" or "none" ? given : throw Invalid($"Invalid value for: sendUpdates: {given}");
    }

    public static DateTimeOffset? QueryTime(HttpContext context, string name)
    {
        var text = context.Request.Query[name].ToString();
        return text.Length == 0 ? null : ParseTime(text) ?? throw Invalid($"Bad Request: {name} must be an RFC3339 timestamp with an offset.");
    }

    public static GoogleError Invalid(string message) => new(400, "invalid", "INVALID_ARGUMENT", message);

    /// <summary>RFC 3339 with an offset; nothing else counts as a moment.</summary>
    public static DateTimeOffset? ParseTime(string? text) =>
        text is not null && text.Contains('T', StringComparison.Ordinal) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static EventDraft Draft(HttpContext context, string id, JsonObject body, string status)
    {
        var (start, end) = (Moment(body, "start"), Moment(body, "end"));
        if (end <= start)
        {
            throw new GoogleError(400, "timeRangeEmpty", "INVALID_ARGUMENT", "The specified time range is empty.");
        }

        foreach (var guest in body["attendees"] as JsonArray ?? [])
        {
            if ((string?)guest?["email"] is not { } email || !email.Contains('@', StringComparison.Ordinal))
            {
                throw Invalid("Invalid attendee email.");
            }
        }

        if (body["recurrence"] is JsonArray { Count: > 0 } rules)
        {
            if ((string?)body["start"]?["timeZone"] is null)
            {
                throw new GoogleError(400, "required", "INVALID_ARGUMENT", "Missing time zone definition for start time.");
            }

            if (rules.Any(rule => RecurrenceRule.Parse((string?)rule ?? "") is null))
            {
                throw Invalid("Invalid recurrence rule.");
            }
        }

        var meet = context.Request.Query["conferenceDataVersion"] == "1"
            && (string?)body["conferenceData"]?["createRequest"]?["conferenceSolutionKey"]?["type"] == "hangoutsMeet"
            && (string?)body["conferenceData"]?["createRequest"]?["requestId"] is { Length: > 0 };
        return new(id, (string?)body["status"] ?? status, start, end, body, meet);
    }

    private static DateTimeOffset Moment(JsonObject body, string name)
    {
        var when = body[name] as JsonObject ?? throw new GoogleError(400, "required", "INVALID_ARGUMENT", $"Missing {name} time.");
        if ((string?)when["date"] is { } day)
        {
            return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                : throw Invalid($"Invalid value for: {name}.date");
        }

        var text = (string?)when["dateTime"];
        return ParseTime(text) ?? InZone(text, (string?)when["timeZone"]) ?? throw Invalid($"Invalid value for: {name}.dateTime");
    }

    private static DateTimeOffset? InZone(string? text, string? zone) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? new DateTimeOffset(local, found.GetUtcOffset(local)).ToUniversalTime()
            : null;

    private static bool IsId(string id) => id.Length is >= 5 and <= 1024 && id.All(letter => letter is (>= 'a' and <= 'v') or (>= '0' and <= '9'));

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner && target[name] is JsonObject known)
            {
                Merge(known, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
