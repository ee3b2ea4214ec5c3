using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Calendar;

/// <summary>The hand on the calendar: an invited person answers now.</summary>
internal static class CalendarControls
{
    public static void MapCalendarControls(this RouteGroupBuilder sandbox)
    {
        sandbox.MapPost("/people/{email}/rsvp", Answer);
        sandbox.MapPost("/calendar/forget", (World world) =>
        {
            world.Do(_ =>
            {
                foreach (var account in OAuth.Accounts.All)
                {
                    // One more change first, so that even a token from this moment is too old.
                    world.Calendars.Put(account.Email, world.CalendarOf(account.Email) with { LastChange = world.CalendarOf(account.Email).LastChange + 1 });
                    world.ForgetChanges(account.Email);
                }
            });
            return Results.NoContent();
        });
    }

    private static IResult Answer(HttpContext context, World world, string email)
    {
        var response = context.Request.Query["response"].ToString() is { Length: > 0 } given ? given : "accepted";
        if (!Guests.Responses.Contains(response))
        {
            return Results.Problem($"response must be one of {string.Join(", ", Guests.Responses)}.", statusCode: StatusCodes.Status400BadRequest);
        }

        return world.Do(_ => Guests.LatestInvitationOf(world, email) is { } item
            ? Results.Json(new { Guests.Answer(world, item, email.ToLowerInvariant(), response).Id, item.Account, response }, StateJson.Options)
            : Results.Problem($"Nobody has invited {email} yet.", statusCode: StatusCodes.Status404NotFound));
    }
}
