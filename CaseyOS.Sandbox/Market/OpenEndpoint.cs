using System.Globalization;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Market;

/// <summary>A person opens our mail, or follows a link in it; HubSpot notes the moment on the contact.</summary>
internal static class OpenEndpoint
{
    public static void MapOpens(this RouteGroupBuilder sandbox) => sandbox.MapPost("/people/{email}/open", Open);

    private static IResult Open(HttpContext context, World world, string email)
    {
        var text = context.Request.Query["minutes_ago"].ToString();
        if (!double.TryParse(text.Length == 0 ? "0" : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) || minutes is not (>= 0 and <= 1_000_000))
        {
            return Results.Problem("minutes_ago must be a number of minutes.", statusCode: StatusCodes.Status400BadRequest);
        }

        var property = context.Request.Query["click"] == "true" ? "hs_email_last_click_date" : "hs_email_last_open_date";
        return world.Do(_ =>
        {
            if (PropertyRules.FindBy(world, ObjectTypes.Contacts, "email", email) is not { } contact)
            {
                return Results.Problem($"There is no contact {email}.", statusCode: StatusCodes.Status404NotFound);
            }

            var at = Wire.Time(world.Now.AddMinutes(-minutes));
            world.Update(contact, new Dictionary<string, string?> { [property] = at }, actor: null);
            return Results.Json(new { contact = contact.Id, property, at }, StateJson.Options);
        });
    }
}
