using System.Security.Claims;
using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Queue;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CaseyOS.Functions.Hosting;

/// <summary>What happens without a session, or with one whose holder may no longer be here.</summary>
internal sealed class SessionEvents(AccountPolicy accounts, IOwnerTimeZones zones) : CookieAuthenticationEvents
{
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => IsApi(context.Request)
        ? Problems.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in at /login first.").ExecuteAsync(context.HttpContext)
        : base.RedirectToLogin(ToOwnPath(context));

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Your account may not do this.").ExecuteAsync(context.HttpContext);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirstValue(ClaimTypes.Email) is not { } email || !accounts.IsAllowed(email))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
        else if (context.Principal.FindFirstValue(CurrentUser.OwnerClaim) is { } owner)
        {
            await UpdateZoneAsync(context, new(owner));
        }
    }

    // The session knows the zone of the moment of signing in; "today" is where the user is now.
    private async Task UpdateZoneAsync(CookieValidatePrincipalContext context, OwnerId owner)
    {
        var zone = (await zones.GetAsync(owner, context.HttpContext.RequestAborted)).Id;
        if (context.Principal!.FindFirstValue(CurrentUser.TimeZoneClaim) != zone)
        {
            var renewed = context.Principal!.Clone();
            var identity = (ClaimsIdentity)renewed.Identity!;
            identity.TryRemoveClaim(identity.FindFirst(CurrentUser.TimeZoneClaim));
            identity.AddClaim(new(CurrentUser.TimeZoneClaim, zone));
            context.ReplacePrincipal(renewed);
        }
    }

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    // The path is enough and works behind any proxy.
    private static RedirectContext<CookieAuthenticationOptions> ToOwnPath(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.RedirectUri = new Uri(context.RedirectUri).PathAndQuery;
        return context;
    }
}
