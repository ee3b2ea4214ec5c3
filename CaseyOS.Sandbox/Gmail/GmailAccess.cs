using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>Whether a request may do what it asks for.</summary>
internal static class GmailAccess
{
    /// <summary>The token when it works and carries any one of the scopes.</summary>
    public static AccessToken Authorize(this HttpContext context, World world, string service, string[] anyOf)
    {
        var token = world.Do(_ => context.Features.Get<InvalidatedToken>() is null ? world.FindLive(context.BearerToken()) : null)
            ?? throw GoogleError.Unauthenticated();
        return anyOf.Intersect(GoogleScopes.Granted(token.Scopes).Concat(token.Scopes)).Any() ? token : throw GoogleError.MissingScope(service);
    }

    /// <summary>The token for the mailbox in the path: "me" or its own address.</summary>
    public static AccessToken Mailbox(this HttpContext context, World world, string[] anyOf)
    {
        var token = context.Authorize(world, "gmail.googleapis.com", anyOf);
        var user = context.Request.RouteValues["user"] as string;
        return user == "me" || string.Equals(user, token.Email, StringComparison.OrdinalIgnoreCase)
            ? token
            : throw new GoogleError(403, "forbidden", "PERMISSION_DENIED", $"Delegation denied for {token.Email}");
    }
}
