namespace CaseyOS.Core.Accounts;

/// <summary>What a user granted us at Google. The tokens are encrypted at rest and never leave the server.</summary>
public sealed record GoogleGrant
{
    /// <summary>Renews <see cref="AccessToken"/>; null when Google did not hand one out, which makes a new consent necessary within the hour.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Opens the APIs until <see cref="ExpiresAt"/>.</summary>
    public required string AccessToken { get; init; }

    /// <summary>When <see cref="AccessToken"/> ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What was really granted, which may be less than what was asked.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>When a token was last handed to a call, to the hour.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Why the connection does not work, in a sentence for the user; null while it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the user granted <paramref name="scope"/>.</summary>
    public bool Has(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);

    /// <summary>Keeps tokens out of logs and messages.</summary>
    public override string ToString() => $"GoogleGrant {{ ExpiresAt = {ExpiresAt:O}, Scopes = {Scopes.Count} }}";
}
