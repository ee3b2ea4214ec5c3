using System.Text.Json.Nodes;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>Who signed in, in both shapes that Google offers.</summary>
internal static class UserInfoEndpoints
{
    public static void MapUserInfo(this RouteGroupBuilder google)
    {
        google.MapGet("/oauth2/v2/userinfo", (HttpContext context, World world) => Answer(context, world, version: 2));
        google.MapGet("/userinfo/v2/me", (HttpContext context, World world) => Answer(context, world, version: 2));
        google.MapGet("/oauth2/v3/userinfo", (HttpContext context, World world) => Answer(context, world, version: 3));
        google.MapGet("/v1/userinfo", (HttpContext context, World world) => Answer(context, world, version: 3));
        google.MapGet("/oauth2/v3/certs", (IdTokens tokens) => Results.Json(tokens.PublicKeys()));
    }

    private static IResult Answer(HttpContext context, World world, int version)
    {
        var token = context.Authorize(world, "oauth2.googleapis.com", GoogleScopes.UserInfo);
        var account = Accounts.Find(token.Email)!;
        var body = new JsonObject { [version == 2 ? "id" : "sub"] = account.Subject };
        if (GoogleScopes.HasEmail(token.Scopes))
        {
            body["email"] = account.Email;
            body[version == 2 ? "verified_email" : "email_verified"] = true;
        }

        if (GoogleScopes.HasProfile(token.Scopes))
        {
            body["name"] = account.Name;
            body["given_name"] = account.GivenName;
            body["family_name"] = account.FamilyName;
            body["picture"] = $"{context.PublicRoot()}/sandbox/people/{Uri.EscapeDataString(account.Email)}/picture.svg";
        }

        if (account.Domain != "example.com")
        {
            body["hd"] = account.Domain;
        }

        return Results.Json(body);
    }
}
