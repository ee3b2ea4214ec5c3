using CaseyOS.Sandbox.Hosting;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>The HubSpot stand-in below /hubspot: who may call, what every answer carries, and how refusals look.</summary>
internal static class HubSpotApi
{
    public static void MapHubSpot(this IEndpointRouteBuilder routes)
    {
        var hubSpot = routes.MapGroup("/hubspot");
        hubSpot.AddEndpointFilter(Guard);
        hubSpot.MapObjects();
        hubSpot.MapBatches();
        hubSpot.MapAssociations();
        hubSpot.MapAssociationBatches();
        hubSpot.MapSchema();
        hubSpot.MapProperties();
        hubSpot.MapMerge();
        hubSpot.MapOAuth();
        hubSpot.Map("/{**rest}", object () => throw HubSpotError.NotFound());
    }

    public static IResult ToResult(this HubSpotError error) => Results.Json(error.ToBody(), statusCode: error.Status);

    private static async ValueTask<object?> Guard(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            // Tokens are had without one, and do not count.
            if (!context.Request.Path.StartsWithSegments("/hubspot/oauth", StringComparison.Ordinal))
            {
                Authorize(context);
                RateLimitHeaders.Enforce(context);
            }

            return await next(invocation);
        }
        catch (HubSpotError error)
        {
            return error.ToResult();
        }
    }

    private static void Authorize(HttpContext context)
    {
        var expired = context.Features.Get<InvalidatedToken>() is not null;
        if (expired || !context.RequestServices.GetRequiredService<HubSpotTokens>().Opens(context.BearerToken()))
        {
            throw expired
                ? new HubSpotError(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired.")
                : HubSpotError.Unauthorized();
        }
    }
}
