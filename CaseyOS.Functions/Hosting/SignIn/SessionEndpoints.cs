using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Hosting;

/// <summary>Sign in, sign out, who am I.</summary>
internal static class SessionEndpoints
{
    private const string Home = "/caseyos";

    public static IEndpointRouteBuilder MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", LogIn).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/logout", (Delegate)LogOut).WithTags("Session").WithSummary("Ends the session").ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        routes.MapGet("/api/me", Me).WithTags("Session").WithSummary("Who is signed in, and the anti-forgery token for this session").ProducesProblem(StatusCodes.Status401Unauthorized);
        return routes;
    }

    private static ChallengeHttpResult LogIn(string? login_hint, string? prompt, string? return_url)
    {
        var properties = new AuthenticationProperties { IsPersistent = true, RedirectUri = IsOwnPath(return_url) ? return_url : Home };
        properties.SetParameter(GoogleSignInEvents.LoginHint, login_hint);
        if (prompt is GoogleSignInEvents.Consent or "select_account")
        {
            properties.SetParameter(GoogleSignInEvents.Prompt, prompt);
            properties.Items[GoogleSignInEvents.Prompt] = prompt; // known again when Google sends the user back
        }

        return TypedResults.Challenge(properties, [SignInFeature.Google]);
    }

    private static async Task<NoContent> LogOut(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.NoContent();
    }

    private static MeResponse Me(CurrentUser user, CsrfTokens tokens, IConfiguration configuration) => new(
        user.Email, user.Name, user.Picture, user.TimeZone.Id, user.IsAdmin, tokens.For(user.Session), configuration["Sandbox:Url"] is not null, configuration["Sandbox:Url"]);

    // "//host" and "/\host" lead elsewhere although they begin with a slash.
    private static bool IsOwnPath(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}

/// <summary>The signed-in user.</summary>
/// <param name="Email">His address.</param>
/// <param name="Name">His name.</param>
/// <param name="Picture">Address of his picture.</param>
/// <param name="TimeZone">IANA name; decides what "today" is.</param>
/// <param name="IsAdmin">Whether he may use the admin endpoints.</param>
/// <param name="CsrfToken">Goes into the header X-CSRF-Token of every state change.</param>
/// <param name="Sandbox">Whether the sandbox stands in for HubSpot and Google.</param>
/// <param name="SandboxUrl">Where its page with the mailbox is.</param>
internal sealed record MeResponse(string Email, string Name, string? Picture, string TimeZone, bool IsAdmin, string CsrfToken, bool Sandbox, string? SandboxUrl);
