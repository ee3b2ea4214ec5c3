using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>What opens HubSpot: a service key or app token as configured, or tokens of an OAuth app, renewed before they end. The app's grant is configured, or was installed here.</summary>
internal sealed partial class HubSpotCredential(
    IHttpClientFactory http, IOptions<HubSpotOptions> options, TimeProvider clock, ILogger<HubSpotCredential> logger, HubSpotGrants? grants = null) : IDisposable
{
    /// <summary>What to tell while the app is not installed.</summary>
    public const string NotInstalled = "HubSpot is not connected: an administrator has to install the app, on the settings page.";

    private const string What = "The sign-in at HubSpot";
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    // Whoever mends the app at HubSpot should not have to restart us; until then nobody is asked in vain.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim gate = new(1, 1);
    private (string AccessToken, DateTimeOffset EndsAt)? current;
    private (string RefreshToken, long At)? refused;

    /// <summary>Whether tokens can be renewed: only an OAuth app's.</summary>
    public bool CanRenew => !string.IsNullOrEmpty(options.Value.RefreshToken) || options.Value.AccessToken.Length == 0;

    /// <exception cref="ReconnectRequiredException">HubSpot has ended the grant.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (!CanRenew)
        {
            return options.Value.AccessToken;
        }

        return current is { } known && known.EndsAt - RenewBefore > clock.GetUtcNow() ? known.AccessToken : await RenewAsync(null, cancellationToken);
    }

    /// <summary>A token other than <paramref name="rejected"/>, which HubSpot has just refused.</summary>
    /// <exception cref="ReconnectRequiredException">HubSpot has ended the grant.</exception>
    public Task<string> ReplaceAsync(string rejected, CancellationToken cancellationToken) => RenewAsync(rejected, cancellationToken);

    /// <summary>What to tell when HubSpot refuses although the token is as new as can be.</summary>
    public ReconnectRequiredException Refused() => new(HubSpotErrors.Provider,
        !CanRenew ? "HubSpot no longer accepts our access token: set a new one (HubSpot:AccessToken)."
        : string.IsNullOrEmpty(options.Value.RefreshToken) ? "HubSpot no longer accepts the connection: an administrator has to install the app again, on the settings page."
        : "HubSpot no longer accepts the connection: install the app again and set the new refresh token (HubSpot:RefreshToken).");

    /// <summary>What is known of tokens is void: the app was installed anew, or removed.</summary>
    public void Forget() => (current, refused) = (null, null);

    public void Dispose() => gate.Dispose();

    private async Task<string> RenewAsync(string? rejected, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            // Whoever held the gate before may have done the work.
            if (current is { } known && known.AccessToken != rejected && known.EndsAt - RenewBefore > clock.GetUtcNow())
            {
                return known.AccessToken;
            }

            var refreshToken = await RefreshTokenAsync(cancellationToken);
            if (refused is { } last && last.RefreshToken == refreshToken && clock.GetElapsedTime(last.At) < AskAgainAfter)
            {
                throw Refused();
            }

            return await AskAsync(refreshToken, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    // Another instance may have taken the installation in.
    private async Task<string> RefreshTokenAsync(CancellationToken cancellationToken) =>
        options.Value.RefreshToken is { Length: > 0 } configured ? configured
        : grants is not null && await grants.FindAsync(cancellationToken) is { } grant ? grant.RefreshToken
        : throw new ReconnectRequiredException(HubSpotErrors.Provider, NotInstalled);

    private async Task<string> AskAsync(string refreshToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ConnectorHttp.Below(options.Value.BaseAddress, $"/oauth/{options.Value.OAuthVersion}/token"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = options.Value.ClientId!,
                ["client_secret"] = options.Value.ClientSecret!,
                ["refresh_token"] = refreshToken,
            }),
        };
        request.MarkAsRepeatable(); // the refresh token stays, so a repeat only yields another access token
        using var response = await ConnectorHttp.SendAsync(http.CreateClient(HubSpotApi.HttpClientName), request, HubSpotErrors.Provider, What, cancellationToken);
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            (refused, current) = ((refreshToken, clock.GetTimestamp()), null);
            Log.Ended(logger, (int)response.StatusCode);
            throw Refused();
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await HubSpotErrors.ReadAsync(response, What, cancellationToken);
        }

        var token = await ReadAsync(response, cancellationToken);
        (refused, current) = (null, (token.AccessToken!, clock.GetUtcNow() + TimeSpan.FromSeconds(token.ExpiresIn)));
        Log.Renewed(logger, current.Value.EndsAt);
        return token.AccessToken!;
    }

    private static async Task<Token> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<Token>(await response.Content.ReadAsByteArrayAsync(cancellationToken)) is { AccessToken: not null } token
                ? token
                : throw new JsonException("no access_token");
        }
        catch (JsonException error)
        {
            throw new ConnectorException(HubSpotErrors.Provider, $"{What} did not work: HubSpot's answer could not be read.", (int)response.StatusCode, isTransient: true, inner: error);
        }
    }

    private sealed record Token([property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "HubSpot token renewed until {EndsAt}")]
        public static partial void Renewed(ILogger logger, DateTimeOffset endsAt);

        [LoggerMessage(LogLevel.Warning, "HubSpot ended the grant ({Status}); the app has to be installed again")]
        public static partial void Ended(ILogger logger, int status);
    }
}
