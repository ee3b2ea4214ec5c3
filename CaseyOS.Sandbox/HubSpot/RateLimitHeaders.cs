using System.Globalization;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Refuses calls beyond the limits, and says on every answer, search excepted, what is left.</summary>
internal static class RateLimitHeaders
{
    public static void Enforce(HttpContext context)
    {
        var limits = context.RequestServices.GetRequiredService<HubSpotLimits>();
        var search = context.Request.Path.Value!.EndsWith("/search", StringComparison.Ordinal);
        var refused = limits.Count(search);
        if (!search)
        {
            Add(context.Response.Headers, limits.Left());
        }

        if (refused is var (policy, message))
        {
            throw new HubSpotError(StatusCodes.Status429TooManyRequests, "RATE_LIMITS", message) { Policy = policy };
        }
    }

    private static void Add(IHeaderDictionary headers, (long Daily, long DailyLeft, int Burst, int BurstLeft) left)
    {
        headers["X-HubSpot-RateLimit-Daily"] = Text(left.Daily);
        headers["X-HubSpot-RateLimit-Daily-Remaining"] = Text(left.DailyLeft);
        headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = "10000";
        headers["X-HubSpot-RateLimit-Max"] = Text(left.Burst);
        headers["X-HubSpot-RateLimit-Remaining"] = Text(left.BurstLeft);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
