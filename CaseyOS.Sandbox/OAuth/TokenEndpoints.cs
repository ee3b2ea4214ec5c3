using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.State;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>Exchanging codes, refreshing and revoking.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this RouteGroupBuilder google)
    {
        google.MapPost("/token", Token);
        google.MapPost("/revoke", Revoke);
    }

    private static async Task<IResult> Token(HttpContext context, World world, IdTokens idTokens)
    {
        context.Response.Headers.CacheControl = "no-cache, no-store, max-age=0, must-revalidate";
        try
        {
            if (!context.Request.HasFormContentType)
            {
                throw OAuthError.InvalidRequest("The body must be application/x-www-form-urlencoded.");
            }

            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var client = Client(context, form);
            return form["grant_type"].ToString() switch
            {
                "authorization_code" => world.Do(_ => Exchange(world, idTokens, client, form)),
                "refresh_token" => world.Do(_ => Refresh(world, idTokens, client, form)),
                "" => throw OAuthError.InvalidRequest("Missing required parameter: grant_type"),
                var other => throw new OAuthError("unsupported_grant_type", $"Invalid grant_type: {other}"),
            };
        }
        catch (OAuthError error)
        {
            return error.ToResult();
        }
    }

    private static IResult Exchange(World world, IdTokens idTokens, string client, IFormCollection form)
    {
        var code = world.Codes.Find(form["code"].ToString());
        if (code is null || code.ExpiresAt <= world.Now)
        {
            throw OAuthError.InvalidGrant("Malformed auth code.");
        }

        if (code.UsedFor is not null)
        {
            world.Revoke(code.UsedFor);
            throw OAuthError.InvalidGrant("Bad Request");
        }

        if (code.ClientId != client)
        {
            throw new OAuthError("unauthorized_client", "Unauthorized", StatusCodes.Status401Unauthorized);
        }

        if (code.RedirectUri != form["redirect_uri"].ToString())
        {
            throw new OAuthError("redirect_uri_mismatch", "Bad Request");
        }

        CheckVerifier(code, form["code_verifier"].ToString());
        var grant = new Grant(TokenStore.Random("1//0Sandbox"), client, code.Email, code.Scopes, code.Offline);
        world.Grants.Put(grant.Id, grant);
        world.Codes.Put(code.Code, code with { UsedFor = grant.Id });
        return Answer(world, idTokens, grant, code.Nonce, includeRefresh: code.Offline);
    }

    private static IResult Refresh(World world, IdTokens idTokens, string client, IFormCollection form)
    {
        var grant = world.Grants.Find(form["refresh_token"].ToString());
        if (grant is not { Revoked: false, Offline: true })
        {
            throw OAuthError.InvalidGrant("Token has been expired or revoked.");
        }

        return grant.ClientId == client
            ? Answer(world, idTokens, grant, nonce: null, includeRefresh: false)
            : throw new OAuthError("unauthorized_client", "Unauthorized", StatusCodes.Status401Unauthorized);
    }

    private static IResult Answer(World world, IdTokens idTokens, Grant grant, string? nonce, bool includeRefresh)
    {
        var access = world.IssueAccess(grant);
        var body = new JsonObject
        {
            ["access_token"] = access.Value,
            ["expires_in"] = (int)TokenStore.AccessLifetime.TotalSeconds,
            ["scope"] = string.Join(' ', GoogleScopes.Granted(grant.Scopes)),
            ["token_type"] = "Bearer",
        };
        if (includeRefresh)
        {
            body["refresh_token"] = grant.Id;
        }

        if (grant.Scopes.Contains("openid"))
        {
            body["id_token"] = idTokens.Create(grant, nonce, access.Value, world.Now);
        }

        return Results.Json(body);
    }

    private static void CheckVerifier(AuthorizationCode code, string verifier)
    {
        if (code.Challenge is null)
        {
            return;
        }

        if (verifier.Length == 0)
        {
            throw OAuthError.InvalidGrant("Missing code verifier.");
        }

        var given = code.ChallengeIsHashed ? Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier;
        if (given != code.Challenge)
        {
            throw OAuthError.InvalidGrant("Invalid code verifier.");
        }
    }

    private static async Task<IResult> Revoke(HttpContext context, World world)
    {
        var token = context.Request.Query["token"].ToString();
        if (token.Length == 0 && context.Request.HasFormContentType)
        {
            token = (await context.Request.ReadFormAsync(context.RequestAborted))["token"].ToString();
        }

        return world.Do(_ =>
        {
            var grantId = world.AccessTokens.Find(token)?.GrantId ?? token;
            if (world.Grants.Find(grantId) is not { Revoked: false })
            {
                return new OAuthError("invalid_token", "Token expired or revoked").ToResult();
            }

            world.Revoke(grantId);
            return Results.Json(new JsonObject());
        });
    }

    /// <summary>The client's id, from the form or from basic authentication, with its secret where one is configured.</summary>
    private static string Client(HttpContext context, IFormCollection form)
    {
        var (id, secret) = (form["client_id"].ToString(), form["client_secret"].ToString());
        if (context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && AuthenticationHeader.TryReadBasic(header, out var basic))
        {
            (id, secret) = basic;
        }

        var options = context.RequestServices.GetRequiredService<IOptions<SandboxOptions>>().Value;
        if (id.Length == 0)
        {
            throw OAuthError.InvalidRequest("Could not determine client ID from request.");
        }

        return options.GoogleClientId is null || (options.GoogleClientId == id && (options.GoogleClientSecret ?? "") == secret)
            ? id
            : throw new OAuthError("invalid_client", "The OAuth client was not found.", StatusCodes.Status401Unauthorized);
    }
}
