using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>freebusy.query: one's own and colleagues' busy times; of anybody else one learns nothing.</summary>
internal static class FreeBusy
{
    private const int MaxCalendars = 50;

    public static IResult Query(HttpContext context, World world)
    {
        var caller = context.Caller(world, CalendarScopes.FreeBusy);
        var body = GmailRequest.Body(context);
        var (from, until) = (Time(body, "timeMin"), Time(body, "timeMax"));
        if (until <= from)
        {
            throw new GoogleError(400, "timeRangeEmpty", "INVALID_ARGUMENT", "The specified time range is empty.");
        }

        var ids = body.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(item => GmailRequest.Text(item, "id") ?? throw EventBody.Invalid("Missing calendar id.")).ToArray()
            : [];
        if (ids.Length > MaxCalendars)
        {
            throw EventBody.Invalid("Too many calendars requested.");
        }

        return world.Do(_ => Results.Json(new JsonObject
        {
            ["kind"] = "calendar#freeBusy",
            ["timeMin"] = CalendarJson.Time(from),
            ["timeMax"] = CalendarJson.Time(until),
            ["calendars"] = new JsonObject([.. ids.Distinct(StringComparer.Ordinal).Select(id => KeyValuePair.Create(id, (JsonNode?)Of(world, caller, id, from, until)))]),
        }));
    }

    private static JsonObject Of(World world, Account caller, string id, DateTimeOffset from, DateTimeOffset until)
    {
        var account = id == "primary" ? caller : Accounts.Find(id);
        return account is null || account.Domain != caller.Domain
            ? new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["domain"] = "global", ["reason"] = "notFound" }), ["busy"] = new JsonArray() }
            : new JsonObject { ["busy"] = new JsonArray([.. Busy(world, account, from, until)]) };
    }

    private static IEnumerable<JsonNode> Busy(World world, Account account, DateTimeOffset from, DateTimeOffset until)
    {
        List<(DateTimeOffset Start, DateTimeOffset End)> merged = [];
        foreach (var item in world.SinglesOf(account.Email, from, until)
            .Where(item => !item.IsCancelled && item.Text("transparency") != "transparent" && item.End > from && item.Start < until && !HasDeclined(item, account))
            .OrderBy(item => item.Start))
        {
            var (start, end) = (item.Start < from ? from : item.Start, item.End > until ? until : item.End);
            if (merged.Count > 0 && start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, end > merged[^1].End ? end : merged[^1].End);
            }
            else
            {
                merged.Add((start, end));
            }
        }

        return merged.Select(period => new JsonObject { ["start"] = CalendarJson.Time(period.Start), ["end"] = CalendarJson.Time(period.End) });
    }

    private static bool HasDeclined(CalendarEvent item, Account account) =>
        item.Body.TryGetProperty("attendees", out var guests) && guests.ValueKind == JsonValueKind.Array
        && guests.EnumerateArray().Any(guest => account.Owns(GmailRequest.Text(guest, "email") ?? "") && GmailRequest.Text(guest, "responseStatus") == "declined");

    private static DateTimeOffset Time(JsonElement body, string name) =>
        EventBody.ParseTime(GmailRequest.Text(body, name)) ?? throw new GoogleError(400, "required", "INVALID_ARGUMENT", $"Missing or invalid {name}.");
}
