using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.Gmail;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>The Google stand-in below /google, where the paths of Google's several hosts live side by side.</summary>
internal static class GoogleApi
{
    public static void MapGoogle(this IEndpointRouteBuilder routes)
    {
        var google = routes.MapGroup("/google");
        google.AddEndpointFilter(Guard);
        google.MapAuthorize();
        google.MapTokens();
        google.MapUserInfo();
        google.MapGmail();
        google.MapCalendar();
        google.Map("/{**rest}", object () => throw GoogleError.NotFound());
    }

    private static async ValueTask<object?> Guard(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (GoogleError error)
        {
            if (error.Code == StatusCodes.Status401Unauthorized)
            {
                invocation.HttpContext.Response.Headers.WWWAuthenticate = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"";
            }

            return error.ToResult();
        }
    }
}
