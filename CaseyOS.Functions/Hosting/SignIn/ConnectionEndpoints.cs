using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>What the program can reach in the user's name, and what keeps it from more.</summary>
internal static class ConnectionEndpoints
{
    private const string AskAgain = "/login?prompt=consent";

    // Google answers these two words with the addresses they stand for.
    private static readonly Dictionary<string, string> LongNames = new(StringComparer.Ordinal)
    {
        ["email"] = "https://www.googleapis.com/auth/userinfo.email",
        ["profile"] = "https://www.googleapis.com/auth/userinfo.profile",
    };

    public static IEndpointRouteBuilder MapConnections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/connections", List)
            .WithTags("Session").WithSummary("Google and HubSpot: connected, granted, missing, and what to do")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapDelete("/api/connections/{provider}", Disconnect)
            .WithName("Disconnect").WithTags("Session").WithSummary("Ends a connection there and forgets it here; HubSpot's belongs to the installation: administrators only")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<ConnectionsResponse> List(
        CurrentUser user, GoogleGrants grants, IOptions<GoogleOptions> google, HubSpotClient hubSpot, HubSpotInstaller installer, CancellationToken cancellationToken)
    {
        var crm = await installer.WhyNotInstalledAsync(cancellationToken) is { } why
            ? new ConnectionResponse("hubspot", false, null, [], [], why, null, CanDisconnect: false)
            : await HubSpotAsync(hubSpot, cancellationToken);
        // What a setting opens, only the setting can close.
        var isOurs = installer.IsPossible && user.IsAdmin;
        return new([
            Google(user, await grants.FindAsync(user.Owner, cancellationToken), google.Value),
            crm with { Action = isOurs && crm.Problem is not null ? HubSpotInstallEndpoints.Path : null, CanDisconnect = isOurs && crm.Connected },
        ]);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Disconnect(
        string provider, CurrentUser user, GoogleGrants grants, GoogleOAuthClient google, HubSpotInstaller installer, CancellationToken cancellationToken)
    {
        switch (provider)
        {
            case "google":
                if (await grants.FindAsync(user.Owner, cancellationToken) is { } grant)
                {
                    await google.RevokeAsync(grant.RefreshToken ?? grant.AccessToken, cancellationToken);
                    await grants.DeleteAsync(user.Owner, cancellationToken);
                }

                return TypedResults.NoContent();
            case "hubspot" when !user.IsAdmin:
                return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "HubSpot's connection belongs to the installation: an administrator can end it.");
            case "hubspot" when !installer.IsPossible:
                return Problems.Of(StatusCodes.Status409Conflict, "configured", "HubSpot's key is a setting of this installation (HubSpot:AccessToken or HubSpot:RefreshToken): remove it there.");
            case "hubspot":
                await installer.RemoveAsync(cancellationToken);
                return TypedResults.NoContent();
            default:
                return Problems.NotFound("There is no such connection. There are: google, hubspot.");
        }
    }

    private static ConnectionResponse Google(CurrentUser user, GoogleGrant? grant, GoogleOptions options)
    {
        if (grant is null)
        {
            return new("google", false, user.Email, [], options.Scopes, "Google is not connected: sign in to connect it.", AskAgain, CanDisconnect: false);
        }

        string[] missing = [.. options.Scopes.Where(scope => !grant.Has(scope) && !(LongNames.TryGetValue(scope, out var name) && grant.Has(name)))];
        var problem = grant.Problem
            ?? (grant.RefreshToken is null ? "Google gave no lasting permission: the connection ends within the hour." : null)
            ?? MissingScopes.Describe(missing);
        return new("google", grant.Problem is null, user.Email, grant.Scopes, missing, problem, problem is null ? null : AskAgain, CanDisconnect: grant.Problem is null);
    }

    // The owners are kept for an hour, so the page can ask as often as it likes.
    private static async Task<ConnectionResponse> HubSpotAsync(HubSpotClient hubSpot, CancellationToken cancellationToken)
    {
        try
        {
            await hubSpot.GetOwnersAsync(cancellationToken);
            return new("hubspot", hubSpot.Problem is null, null, [], [], hubSpot.Problem, null, CanDisconnect: false);
        }
        catch (CaseyOsException exception) when (exception is ConnectorException or ReconnectRequiredException)
        {
            return new("hubspot", false, null, [], [], exception.Message, null, CanDisconnect: false);
        }
    }
}

/// <summary>All connections.</summary>
internal sealed record ConnectionsResponse(IReadOnlyList<ConnectionResponse> Items);

/// <summary>One connection.</summary>
/// <param name="Provider"><c>google</c> or <c>hubspot</c>.</param>
/// <param name="Connected">Whether calls work at present.</param>
/// <param name="Account">Whose account it is; HubSpot's belongs to the installation.</param>
/// <param name="Scopes">What was granted.</param>
/// <param name="Missing">What was asked and not granted.</param>
/// <param name="Problem">What is wrong, in a sentence; null when nothing is.</param>
/// <param name="Action">Where the user can mend it.</param>
/// <param name="CanDisconnect">Whether the user may end it here.</param>
internal sealed record ConnectionResponse(
    string Provider, bool Connected, string? Account, IReadOnlyList<string> Scopes, IReadOnlyList<string> Missing, string? Problem, string? Action, bool CanDisconnect);
