using System.Net;
using System.Net.Http.Json;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>A fresh access token.</summary>
internal sealed record RefreshedToken(string AccessToken, TimeSpan Lifetime, string? RefreshToken, IReadOnlyList<string>? Scopes);

/// <summary>Google's token endpoints, apart from the sign-in itself, which the web server does.</summary>
public sealed class GoogleOAuthClient(IHttpClientFactory http, IOptions<GoogleOptions> options)
{
    /// <summary>Name of the HTTP client of all Google calls.</summary>
    internal const string HttpClientName = "google";

    /// <summary>Ends the grant behind a refresh or access token. A token that Google no longer knows is no error: the wish is fulfilled.</summary>
    public async Task RevokeAsync(string token, CancellationToken cancellationToken = default)
    {
        // Revoking twice is the same as once.
        using var response = await PostAsync(options.Value.RevokeEndpoint, new() { ["token"] = token }, "The revocation", cancellationToken);
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.BadRequest)
        {
            throw await GoogleErrors.ReadAsync(response, null, "The revocation", cancellationToken);
        }
    }

    /// <summary>A new access token; null when the grant is gone (<c>invalid_grant</c>).</summary>
    internal async Task<RefreshedToken?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        // Google does not change the refresh token by using it, so a repeat only yields another access token.
        using var response = await PostAsync(
            options.Value.TokenEndpoint,
            new()
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = refreshToken,
                ["client_id"] = options.Value.ClientId,
                ["client_secret"] = options.Value.ClientSecret,
            },
            "The sign-in",
            cancellationToken);
        if (response.StatusCode == HttpStatusCode.BadRequest
            && await GoogleErrors.OAuthErrorAsync(response, cancellationToken) == "invalid_grant")
        {
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await GoogleErrors.ReadAsync(response, null, "The sign-in", cancellationToken);
        }

        var token = await GoogleErrors.BodyAsync<WireToken>(response, cancellationToken);
        return new(
            token.AccessToken ?? throw GoogleErrors.Unreadable(),
            TimeSpan.FromSeconds(token.ExpiresIn ?? 3600),
            token.RefreshToken,
            token.Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<HttpResponseMessage> PostAsync(Uri address, Dictionary<string, string> form, string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.MarkAsRepeatable();
        return await ConnectorHttp.SendAsync(http.CreateClient(HttpClientName), request, GoogleErrors.Provider, what, cancellationToken);
    }
}
