using System.Security.Cryptography;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.OAuth;

/// <summary>Issuing, finding and ending tokens.</summary>
internal static class TokenStore
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromSeconds(3599);

    public static string Random(string prefix) =>
        prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(36)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static AccessToken IssueAccess(this World world, Grant grant)
    {
        foreach (var old in world.AccessTokens.All.Where(token => token.ExpiresAt < world.Now.AddDays(-1)).ToArray())
        {
            world.AccessTokens.Remove(old.Value);
        }

        var token = new AccessToken(Random("ya29.a0Sandbox"), grant.Id, grant.Email, grant.Scopes, world.Now + AccessLifetime);
        world.AccessTokens.Put(token.Value, token);
        return token;
    }

    /// <summary>A token that works now, or null: unknown, expired and revoked ones look the same from outside.</summary>
    public static AccessToken? FindLive(this World world, string? value) =>
        value is not null && world.AccessTokens.Find(value) is { } token && token.ExpiresAt > world.Now
            && world.Grants.Find(token.GrantId) is { Revoked: false }
            ? token
            : null;

    public static void Expire(this World world, AccessToken token) =>
        world.AccessTokens.Put(token.Value, token with { ExpiresAt = world.Now });

    public static void Revoke(this World world, string grantId)
    {
        if (world.Grants.Find(grantId) is { } grant)
        {
            world.Grants.Put(grantId, grant with { Revoked = true });
        }

        foreach (var token in world.AccessTokens.All.Where(token => token.GrantId == grantId).ToArray())
        {
            world.AccessTokens.Remove(token.Value);
        }
    }
}
