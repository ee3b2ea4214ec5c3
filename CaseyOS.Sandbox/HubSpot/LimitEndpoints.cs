using System.Text.Json;
using CaseyOS.Sandbox.Hosting;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>The hand on HubSpot: tighter limits, and the app removed and installed again.</summary>
internal static class LimitEndpoints
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapLimits(this RouteGroupBuilder sandbox)
    {
        sandbox.MapGet("/limits", (HubSpotLimits limits) => Results.Json(limits.Current));
        sandbox.MapPut("/limits", Set);
        sandbox.MapDelete("/limits", (HubSpotLimits limits) =>
        {
            limits.Set(null);
            return Results.NoContent();
        });
        sandbox.MapPost("/hubspot/uninstall", (HubSpotTokens tokens) =>
        {
            tokens.Uninstall();
            return Results.NoContent();
        });
        sandbox.MapPost("/hubspot/install", (HubSpotTokens tokens) =>
        {
            tokens.Install();
            return Results.NoContent();
        });
    }

    private static IResult Set(HttpContext context, HubSpotLimits limits)
    {
        try
        {
            limits.Set(JsonSerializer.Deserialize<Limits>(context.BufferedBody(), Strict));
            return Results.Json(limits.Current);
        }
        catch (JsonException problem)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
