using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>The Calendar API: each account has its primary calendar.</summary>
internal static class CalendarEndpoints
{
    public static void MapCalendar(this RouteGroupBuilder google)
    {
        var calendar = google.MapGroup("/calendar/v3");
        calendar.MapGet("/users/me/settings/{setting}", Setting);
        calendar.MapPost("/freeBusy", FreeBusy.Query);
        var events = calendar.MapGroup("/calendars/{calendarId}/events");
        events.MapGet("/", List);
        events.MapPost("/", Insert);
        events.MapGet("/{eventId}", Get);
        events.MapPatch("/{eventId}", Patch);
        events.MapDelete("/{eventId}", Delete);
    }

    public static Account Caller(this HttpContext context, World world, string[] anyOf) =>
        Accounts.Find(context.Authorize(world, "calendar-json.googleapis.com", anyOf).Email)!;

    private static IResult Setting(HttpContext context, World world, string setting)
    {
        var account = context.Caller(world, CalendarScopes.Settings);
        var value = setting switch { "timezone" => account.TimeZone, "locale" => "en", "weekStart" => "1", _ => throw GoogleError.NotFound() };
        return Results.Json(new JsonObject { ["kind"] = "calendar#setting", ["etag"] = "\"1\"", ["id"] = setting, ["value"] = value });
    }

    private static IResult List(HttpContext context, World world, string calendarId)
    {
        var account = Own(context, world, calendarId, CalendarScopes.Read);
        return world.Do(_ => Results.Json(EventList.Read(context, world, account)));
    }

    private static IResult Insert(HttpContext context, World world, string calendarId)
    {
        var account = Own(context, world, calendarId, CalendarScopes.Write);
        var (draft, sendUpdates) = (EventBody.ForInsert(context), EventBody.SendUpdates(context));
        return world.Do(_ => world.FindEvent(account.Email, draft.Id) is not null
            ? throw new GoogleError(409, "duplicate", "ALREADY_EXISTS", "The requested identifier already exists.")
            : Results.Json(CalendarJson.Write(context, world.CreateEvent(account, draft, sendUpdates, Actors.Api))));
    }

    private static IResult Get(HttpContext context, World world, string calendarId, string eventId)
    {
        var account = Own(context, world, calendarId, CalendarScopes.Read);
        return world.Do(_ => Results.Json(CalendarJson.Write(context, world.FindSingle(account.Email, eventId) ?? throw GoogleError.NotFound())));
    }

    private static IResult Patch(HttpContext context, World world, string calendarId, string eventId)
    {
        var account = Own(context, world, calendarId, CalendarScopes.Write);
        var sendUpdates = EventBody.SendUpdates(context);
        return world.Do(_ =>
        {
            var before = world.FindSingle(account.Email, eventId) ?? throw GoogleError.NotFound();
            RequireMatch(context, before);
            return Results.Json(CalendarJson.Write(context, world.ChangeEvent(before, EventBody.ForPatch(context, before), sendUpdates, Actors.Api)));
        });
    }

    private static IResult Delete(HttpContext context, World world, string calendarId, string eventId)
    {
        var account = Own(context, world, calendarId, CalendarScopes.Write);
        var sendUpdates = EventBody.SendUpdates(context);
        return world.Do(_ =>
        {
            var item = world.FindSingle(account.Email, eventId) ?? throw GoogleError.NotFound();
            if (item.IsCancelled)
            {
                throw new GoogleError(410, "deleted", "FAILED_PRECONDITION", "Resource has been deleted");
            }

            RequireMatch(context, item);
            world.CancelEvent(item, sendUpdates, Actors.Api);
            return Results.NoContent();
        });
    }

    private static void RequireMatch(HttpContext context, CalendarEvent item)
    {
        if (context.Request.Headers.IfMatch.ToString() is { Length: > 0 } wanted && wanted != "*" && wanted != CalendarJson.ETag(item))
        {
            throw new GoogleError(412, "conditionNotMet", "FAILED_PRECONDITION", "Precondition Failed");
        }
    }

    private static Account Own(HttpContext context, World world, string calendarId, string[] scopes)
    {
        var account = context.Caller(world, scopes);
        return calendarId == "primary" || account.Email.Equals(calendarId, StringComparison.OrdinalIgnoreCase) ? account : throw GoogleError.NotFound();
    }
}
