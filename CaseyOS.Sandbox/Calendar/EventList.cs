using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>events.list: a window of time, or what changed since a sync token; 410 when the token is too old.</summary>
internal static class EventList
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(7);
    private static readonly string[] NotWithSync = ["iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "timeMin", "timeMax", "updatedMin"];

    public static JsonObject Read(HttpContext context, World world, Account account)
    {
        var (limit, offset) = (GmailRequest.Int(context, "maxResults", 250, 2500), GmailRequest.Offset(context));
        var calendar = world.CalendarOf(account.Email);
        var sync = context.Request.Query["syncToken"].ToString();
        var found = (sync.Length > 0 ? Changes(context, world, account, sync) : Window(context, world, account)).ToArray();
        var body = new JsonObject
        {
            ["kind"] = "calendar#events",
            ["etag"] = $"\"p{calendar.LastChange}\"",
            ["summary"] = account.Email,
            ["description"] = "",
            ["updated"] = CalendarJson.Time(found.Select(item => item.Updated).DefaultIfEmpty(world.Now).Max()),
            ["timeZone"] = account.TimeZone,
            ["accessRole"] = "owner",
            ["defaultReminders"] = new JsonArray(),
            ["items"] = new JsonArray([.. found.Skip(offset).Take(limit).Select(item => CalendarJson.Write(context, item, brief: sync.Length > 0))]),
        };
        if (found.Length > offset + limit)
        {
            body["nextPageToken"] = $"{offset + limit}";
        }
        else if (context.Request.Query["orderBy"].Count == 0 && context.Request.Query["updatedMin"].Count == 0)
        {
            body["nextSyncToken"] = Token(calendar.LastChange, world.Now);
        }

        return body;
    }

    private static IEnumerable<CalendarEvent> Changes(HttpContext context, World world, Account account, string sync)
    {
        if (NotWithSync.FirstOrDefault(name => context.Request.Query.ContainsKey(name)) is { } wrong)
        {
            throw EventBody.Invalid($"Sync token cannot be used with {wrong}.");
        }

        var (change, issued) = ReadToken(sync) ?? throw Gone();
        if (change < world.CalendarOf(account.Email).ForgottenUpTo || world.Now - issued > TokenLife)
        {
            throw Gone();
        }

        return world.EventsOf(account.Email).Where(item => item.Change > change).OrderBy(item => item.Change);
    }

    private static IEnumerable<CalendarEvent> Window(HttpContext context, World world, Account account)
    {
        var query = context.Request.Query;
        var (from, until, updated) = (EventBody.QueryTime(context, "timeMin"), EventBody.QueryTime(context, "timeMax"), EventBody.QueryTime(context, "updatedMin"));
        if (from >= until)
        {
            throw new GoogleError(400, "timeRangeEmpty", "INVALID_ARGUMENT", "The specified time range is empty.");
        }

        var order = query["orderBy"].ToString();
        if (order.Length > 0 && (order is not ("startTime" or "updated") || (order == "startTime" && query["singleEvents"] != "true")))
        {
            throw EventBody.Invalid("The requested ordering is not available for the particular query.");
        }

        var words = query["q"].ToString();
        // Only on request Calendar resolves series; otherwise it tells the series itself.
        var found = (query["singleEvents"] == "true" ? world.SinglesOf(account.Email, from, until) : world.EventsOf(account.Email))
            .Where(item => !item.IsCancelled || query["showDeleted"] == "true" || updated is not null)
            .Where(item => Series.Touches(item, from, until) && (updated is null || item.Updated >= updated))
            .Where(item => words.Length == 0 || item.Body.GetRawText().Contains(words, StringComparison.OrdinalIgnoreCase));
        return order switch
        {
            "startTime" => found.OrderBy(item => item.Start).ThenBy(item => item.Id, StringComparer.Ordinal),
            "updated" => found.OrderBy(item => item.Updated).ThenBy(item => item.Change),
            _ => found.OrderBy(item => item.Change),
        };
    }

    private static GoogleError Gone() => new(410, "fullSyncRequired", "FAILED_PRECONDITION", "Sync token is no longer valid, a full sync is required.");

    private static string Token(long change, DateTimeOffset now) =>
        Base64Url.Encode(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{change}/{now.ToUnixTimeSeconds()}")));

    private static (long Change, DateTimeOffset Issued)? ReadToken(string token) =>
        Base64Url.TryDecode(token) is { } bytes && Encoding.ASCII.GetString(bytes).Split('/') is [var change, var issued]
            && long.TryParse(change, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(issued, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? (number, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
