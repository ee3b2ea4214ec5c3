using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Tokens of the OAuth app: installing, renewing, asking what one may, ending the grant.</summary>
internal static class OAuthEndpoints
{
    private static readonly string[] Scopes =
    [
        "crm.objects.contacts.read", "crm.objects.contacts.write", "crm.objects.companies.read", "crm.objects.companies.write", "crm.objects.deals.read",
        "crm.objects.deals.write", "crm.objects.owners.read", "oauth",
    ];

    public static void MapOAuth(this RouteGroupBuilder hubSpot)
    {
        var oauth = hubSpot.MapGroup("/oauth/v1");
        oauth.MapPost("/token", TokenAsync);
        oauth.MapGet("/access-tokens/{token}", Info);
        oauth.MapDelete("/refresh-tokens/{token}", Uninstall);
    }

    private static async Task<IResult> TokenAsync(HttpContext context, HubSpotTokens tokens)
    {
        if (!context.Request.HasFormContentType)
        {
            throw HubSpotError.BadRequest("missing or unknown grant type");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var refreshToken = form["grant_type"].ToString() switch
        {
            "refresh_token" => form["refresh_token"].ToString(),
            "authorization_code" => tokens.Exchange(form["client_id"], form["client_secret"], form["code"]) ?? throw new HubSpotError(400, "BAD_AUTH_CODE", "missing or invalid auth code"),
            _ => throw HubSpotError.BadRequest("missing or unknown grant type"),
        };
        var token = tokens.Renew(form["client_id"], form["client_secret"], refreshToken)
            ?? throw new HubSpotError(400, "BAD_REFRESH_TOKEN", "missing or invalid refresh token");
        return Results.Json(new JsonObject
        {
            ["token_type"] = "bearer",
            ["refresh_token"] = refreshToken,
            ["access_token"] = token,
            ["expires_in"] = HubSpotTokens.Lifetime,
        });
    }

    private static IResult Info(HubSpotTokens tokens, string token) => tokens.IsAppToken(token)
        ? Results.Json(new JsonObject
        {
            ["token"] = token,
            ["user"] = Owners.Casey.Email,
            ["hub_domain"] = "larkin-sandbox.example",
            ["scopes"] = new JsonArray([.. Scopes.Select(scope => JsonValue.Create(scope))]),
            ["hub_id"] = Subscriptions.PortalId,
            ["app_id"] = Subscriptions.AppId,
            ["expires_in"] = HubSpotTokens.Lifetime,
            ["user_id"] = Owners.Casey.UserId,
            ["token_type"] = "access",
        })
        : throw HubSpotError.NotFound("token not found");

    private static IResult Uninstall(HubSpotTokens tokens, IOptions<Hosting.SandboxOptions> options, string token)
    {
        if (token != options.Value.HubSpotRefreshToken)
        {
            throw HubSpotError.NotFound("token not found");
        }

        tokens.Uninstall();
        return Results.NoContent();
    }
}
