using System.Globalization;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>What HubSpot says about the budget on every answer, search excepted.</summary>
internal static class RateLimitHeaders
{
    private const int Daily = 250_000;
    private const int Burst = 100;

    public static void Add(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("/search", StringComparison.Ordinal))
        {
            return;
        }

        var log = context.RequestServices.GetRequiredService<RequestLog>();
        var (today, lately) = log.CountHubSpot();
        var headers = context.Response.Headers;
        headers["X-HubSpot-RateLimit-Daily"] = Text(Daily);
        headers["X-HubSpot-RateLimit-Daily-Remaining"] = Text(Math.Max(0, Daily - today));
        headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = "10000";
        headers["X-HubSpot-RateLimit-Max"] = Text(Burst);
        headers["X-HubSpot-RateLimit-Remaining"] = Text(Math.Max(0, Burst - lately));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
