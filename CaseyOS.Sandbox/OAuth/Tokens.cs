namespace CaseyOS.Sandbox.OAuth;

/// <summary>What the user agreed to, waiting to be exchanged: ten minutes, once.</summary>
internal sealed record AuthorizationCode(
    string Code,
    string ClientId,
    string RedirectUri,
    string Email,
    IReadOnlyList<string> Scopes,
    string? Nonce,
    string? Challenge,
    bool ChallengeIsHashed,
    bool Offline,
    DateTimeOffset ExpiresAt)
{
    /// <summary>The grant that the code became; using a code again revokes that grant.</summary>
    public string? UsedFor { get; init; }
}

/// <summary>A standing agreement between an account and a client; its id is the refresh token's value.</summary>
internal sealed record Grant(string Id, string ClientId, string Email, IReadOnlyList<string> Scopes, bool Offline)
{
    public bool Revoked { get; init; }
}

internal sealed record AccessToken(string Value, string GrantId, string Email, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);
