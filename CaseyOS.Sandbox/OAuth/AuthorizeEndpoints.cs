using CaseyOS.Sandbox.Pages;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>The consent page and what its buttons do.</summary>
internal static class AuthorizeEndpoints
{
    public static void MapAuthorize(this RouteGroupBuilder google)
    {
        google.MapGet("/o/oauth2/v2/auth", Show);
        google.MapPost("/o/oauth2/v2/auth", Decide);
    }

    private static IResult Show(HttpContext context, World world)
    {
        var query = context.Request.Query;
        if (AuthorizeRequest.Read(name => query[name], out var problem) is not { } request)
        {
            return ConsentPage.Problem(context, problem);
        }

        // A known hint signs in without a page, so that scripts can.
        return Accounts.Find(request.LoginHint) is { } account
            ? Approve(world, request, account, request.Scopes)
            : ConsentPage.Show(context, request, query);
    }

    private static async Task<IResult> Decide(HttpContext context, World world)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (AuthorizeRequest.Read(name => form[name], out var problem) is not { } request)
        {
            return ConsentPage.Problem(context, problem);
        }

        if (form["action"] == "deny")
        {
            return Results.Redirect(request.Back(("error", "access_denied")));
        }

        if (Accounts.Find(form["account"]) is not { } account)
        {
            return ConsentPage.Problem(context, "Choose an account.");
        }

        var ticked = form["granted"].ToHashSet(StringComparer.Ordinal);
        return Approve(world, request, account, [.. request.Scopes.Where(scope => AuthorizeRequest.IsIdentity(scope) || ticked.Contains(scope))]);
    }

    private static IResult Approve(World world, AuthorizeRequest request, Account account, IReadOnlyList<string> scopes)
    {
        var code = world.Do(_ =>
        {
            foreach (var old in world.Codes.All.Where(code => code.ExpiresAt < world.Now.AddHours(-1)).ToArray())
            {
                world.Codes.Remove(old.Code);
            }

            var known = world.Grants.All.Any(grant => !grant.Revoked && grant.Email == account.Email && grant.ClientId == request.ClientId && grant.Offline);
            var issued = new AuthorizationCode(
                TokenStore.Random("4/0Sandbox"), request.ClientId, request.RedirectUri.OriginalString, account.Email, scopes, request.Nonce,
                request.Challenge, request.ChallengeIsHashed, request.Offline && (request.AskAgain || !known), world.Now.AddMinutes(10));
            world.Codes.Put(issued.Code, issued);
            return issued;
        });
        return Results.Redirect(request.Back(
            ("code", code.Code), ("scope", string.Join(' ', GoogleScopes.Granted(scopes))), ("authuser", "0"), ("prompt", request.AskAgain ? "consent" : "none")));
    }
}
