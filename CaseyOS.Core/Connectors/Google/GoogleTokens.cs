using System.Collections.Concurrent;
using CaseyOS.Core.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Hands out access tokens: renewed before they end, one renewal at a time per owner.</summary>
public sealed partial class GoogleTokens(
    GoogleGrants grants, GoogleOAuthClient oauth, IOptions<GoogleOptions> options, TimeProvider clock, ILogger<GoogleTokens> logger)
{
    private const string NotConnected = "Google is not connected: sign in to connect it.";
    private const string Revoked = "Google no longer accepts the connection: sign in again to renew it.";
    private readonly ConcurrentDictionary<OwnerId, SemaphoreSlim> gates = new();

    /// <summary>A token that is valid for some minutes.</summary>
    /// <exception cref="ReconnectRequiredException">There is no grant, or Google has ended it.</exception>
    /// <exception cref="ConnectorException">Google could not be asked; transient.</exception>
    public async Task<string> GetAccessTokenAsync(OwnerId owner, CancellationToken cancellationToken = default)
    {
        var grant = await grants.RecallAsync(owner, cancellationToken);
        return grant is not null && IsFresh(grant) ? grant.AccessToken : (await RenewAsync(owner, null, cancellationToken)).AccessToken;
    }

    /// <summary>A token other than <paramref name="rejected"/>, which Google has just refused.</summary>
    /// <exception cref="ReconnectRequiredException">There is no grant, or Google has ended it.</exception>
    internal async Task<string> ReplaceAsync(OwnerId owner, string rejected, CancellationToken cancellationToken) =>
        (await RenewAsync(owner, rejected, cancellationToken)).AccessToken;

    /// <summary>The stored token when it is another than <paramref name="used"/>; null when this process already had the newest.</summary>
    internal async Task<string?> FindNewerAsync(OwnerId owner, string used, CancellationToken cancellationToken) =>
        await grants.FindAsync(owner, cancellationToken) is { } grant && grant.AccessToken != used && IsFresh(grant) ? grant.AccessToken : null;

    /// <summary>Notes that Google refuses this token and a renewal does not help, so that the page can say so.</summary>
    internal async Task<ReconnectRequiredException> GiveUpAsync(OwnerId owner, string rejected, CancellationToken cancellationToken)
    {
        await grants.ChangeAsync(owner, grant => grant.AccessToken == rejected, grant => grant with { Problem = Revoked }, cancellationToken);
        Log.Ended(logger, owner);
        return new(GoogleErrors.Provider, Revoked);
    }

    private bool IsFresh(GoogleGrant grant) => grant.Problem is null && grant.ExpiresAt - options.Value.RefreshBefore > clock.GetUtcNow();

    private async Task<GoogleGrant> RenewAsync(OwnerId owner, string? rejected, CancellationToken cancellationToken)
    {
        var gate = gates.GetOrAdd(owner, static _ => new(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            // Whoever held the gate before, here or in another process, may have done the work.
            var grant = await grants.FindAsync(owner, cancellationToken) ?? throw new ReconnectRequiredException(GoogleErrors.Provider, NotConnected);
            return IsFresh(grant) && grant.AccessToken != rejected ? grant : await RefreshAsync(owner, grant, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<GoogleGrant> RefreshAsync(OwnerId owner, GoogleGrant grant, CancellationToken cancellationToken)
    {
        if (grant.Problem is { } problem)
        {
            throw new ReconnectRequiredException(GoogleErrors.Provider, problem);
        }

        var token = grant.RefreshToken is { } refreshToken ? await oauth.RefreshAsync(refreshToken, cancellationToken) : null;
        if (token is null)
        {
            throw await GiveUpAsync(owner, grant.AccessToken, cancellationToken);
        }

        var now = clock.GetUtcNow();
        var renewed = await grants.ChangeAsync(
            owner,
            stored => stored.AccessToken == grant.AccessToken,
            stored => stored with
            {
                AccessToken = token.AccessToken,
                RefreshToken = token.RefreshToken ?? stored.RefreshToken,
                ExpiresAt = now + token.Lifetime,
                Scopes = token.Scopes ?? stored.Scopes,
                LastUsedAt = now,
            },
            cancellationToken) ?? throw new ReconnectRequiredException(GoogleErrors.Provider, NotConnected);
        Log.Renewed(logger, owner, renewed.ExpiresAt);
        return renewed;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Google token of owner {Owner} renewed until {ExpiresAt}")]
        public static partial void Renewed(ILogger logger, OwnerId owner, DateTimeOffset expiresAt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Google ended the grant of owner {Owner}; the user has to sign in again")]
        public static partial void Ended(ILogger logger, OwnerId owner);
    }
}
