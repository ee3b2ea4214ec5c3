using System.Security.Cryptography;
using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using Microsoft.AspNetCore.DataProtection;

namespace CaseyOS.Functions.Hosting;

/// <summary>Installs the OAuth app in a HubSpot account: to HubSpot's consent page and back. Administrators only.</summary>
internal static partial class HubSpotInstallEndpoints
{
    /// <summary>Where it begins.</summary>
    public const string Path = "/auth/hubspot";

    private const string Callback = Path + "/callback";
    private const string Settings = "/caseyos/settings";
    private const string Back = $"""<p><a href="{Settings}">Settings</a></p>""";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static IEndpointRouteBuilder MapHubSpotInstall(this IEndpointRouteBuilder routes)
    {
        var install = routes.MapGroup(Path).RequireAuthorization(AuthPolicies.Admin).ExcludeFromDescription();
        install.MapGet("", (Delegate)Begin);
        install.MapGet("/callback", (Delegate)End);
        return routes;
    }

    private static async Task Begin(HttpContext context, CurrentUser user, HubSpotInstaller installer, PublicAddress address, IDataProtectionProvider protection)
    {
        if (!installer.IsPossible)
        {
            await NoticePage.WriteAsync(
                context, StatusCodes.Status409Conflict, "Nothing to install", "HubSpot's key is a setting of this installation, or HubSpot:ClientId and HubSpot:ClientSecret of the app are missing.", Back);
            return;
        }

        context.Response.Redirect(installer.ConsentPage(Return(address), Protector(protection).Protect(user.Session, Patience)).AbsoluteUri);
    }

    private static async Task End(
        HttpContext context, CurrentUser user, HubSpotInstaller installer, PublicAddress address, IDataProtectionProvider protection, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var (code, state) = (context.Request.Query["code"].ToString(), context.Request.Query["state"].ToString());
        if (!IsOfThisSession(protection, state, user.Session))
        {
            await NoticePage.WriteAsync(context, StatusCodes.Status400BadRequest, "The app was not installed", "This answer of HubSpot belongs to another session, or took too long. Begin again on the settings page.", Back);
            return;
        }

        if (code.Length == 0)
        {
            await NoticePage.WriteAsync(context, StatusCodes.Status403Forbidden, "The app was not installed", "You did not agree at HubSpot, so nothing has changed.", Back);
            return;
        }

        try
        {
            await installer.InstallAsync(code, Return(address), cancellationToken);
            Log.Installed(loggers.CreateLogger("CaseyOS.HubSpot"), user.Owner);
            context.Response.Redirect(Settings);
        }
        catch (CaseyOsException refused) when (refused is ConnectorException or ReconnectRequiredException)
        {
            await NoticePage.WriteAsync(context, StatusCodes.Status502BadGateway, "The app was not installed", refused.Message, Back);
        }
    }

    private static Uri Return(PublicAddress address) => new(address.Url, Callback);

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("CaseyOS.HubSpotInstall.v1").ToTimeLimitedDataProtector();

    private static bool IsOfThisSession(IDataProtectionProvider protection, string state, string session)
    {
        try
        {
            return Protector(protection).Unprotect(state) == session;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Owner {Owner} installed the app in HubSpot")]
        public static partial void Installed(ILogger logger, OwnerId owner);
    }
}
