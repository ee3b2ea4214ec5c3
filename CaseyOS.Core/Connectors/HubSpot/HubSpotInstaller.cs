using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Installs our OAuth app in a HubSpot account, and removes it: HubSpot's consent page, the exchange of its code, and the end of the grant.</summary>
public sealed class HubSpotInstaller
{
    private const string What = "Installing the app in HubSpot";
    private readonly IHttpClientFactory http;
    private readonly IOptions<HubSpotOptions> options;
    private readonly HubSpotGrants grants;
    private readonly HubSpotCredential credential;
    private readonly TimeProvider clock;

    internal HubSpotInstaller(IHttpClientFactory http, IOptions<HubSpotOptions> options, HubSpotGrants grants, HubSpotCredential credential, TimeProvider clock) =>
        (this.http, this.options, this.grants, this.credential, this.clock) = (http, options, grants, credential, clock);

    /// <summary>Whether the app can be installed here: its id and secret are configured, and nothing else opens HubSpot.</summary>
    public bool IsPossible => options.Value is { AccessToken: "", ClientId.Length: > 0, ClientSecret.Length: > 0 } && string.IsNullOrEmpty(options.Value.RefreshToken);

    /// <summary>Why HubSpot cannot be asked; null when the app is installed, or is none of ours to install.</summary>
    public async Task<string?> WhyNotInstalledAsync(CancellationToken cancellationToken) =>
        IsPossible && await grants.FindAsync(cancellationToken) is null ? HubSpotCredential.NotInstalled : null;

    /// <summary>HubSpot's page on which a user chooses the account and agrees.</summary>
    /// <param name="back">Where he is sent afterwards; registered with the app.</param>
    /// <param name="state">Comes back with him, so that nobody else's answer passes for his.</param>
    public Uri ConsentPage(Uri back, string state)
    {
        var query = string.Join('&', new (string Name, string Value)[]
        {
            ("client_id", options.Value.ClientId ?? ""), ("redirect_uri", back.AbsoluteUri), ("scope", string.Join(' ', options.Value.Scopes)), ("state", state),
        }.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        return new(ConnectorHttp.Below(options.Value.AppAddress, "/oauth/authorize").AbsoluteUri + "?" + query);
    }

    /// <summary>Turns the code that HubSpot sent the user back with into a grant, and keeps that.</summary>
    /// <exception cref="ConnectorException">HubSpot does not take the code, or does not answer.</exception>
    public async Task InstallAsync(string code, Uri back, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address("token"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "authorization_code",
                ["client_id"] = options.Value.ClientId!,
                ["client_secret"] = options.Value.ClientSecret!,
                ["redirect_uri"] = back.AbsoluteUri,
                ["code"] = code,
            }),
        };
        request.MarkAsRepeatable(); // a code works once: a repeat is refused and changes nothing
        using var response = await ConnectorHttp.SendAsync(http.CreateClient(HubSpotApi.HttpClientName), request, HubSpotErrors.Provider, What, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await HubSpotErrors.ReadAsync(response, What, cancellationToken);
        }

        await grants.SaveAsync(new(await ReadAsync(response, cancellationToken), clock.GetUtcNow()), cancellationToken);
        credential.Forget();
    }

    /// <summary>Ends the grant at HubSpot and forgets it; false when there was none.</summary>
    public async Task<bool> RemoveAsync(CancellationToken cancellationToken)
    {
        if (await grants.FindAsync(cancellationToken) is not { } grant)
        {
            return false;
        }

        using var request = new HttpRequestMessage(HttpMethod.Delete, Address($"refresh-tokens/{Uri.EscapeDataString(grant.RefreshToken)}"));
        request.MarkAsRepeatable(); // ending it twice is the same as once
        using var response = await ConnectorHttp.SendAsync(http.CreateClient(HubSpotApi.HttpClientName), request, HubSpotErrors.Provider, "Removing the app from HubSpot", cancellationToken);
        if (!response.IsSuccessStatusCode && response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.BadRequest))
        {
            throw await HubSpotErrors.ReadAsync(response, "Removing the app from HubSpot", cancellationToken);
        }

        await grants.DeleteAsync(cancellationToken);
        credential.Forget();
        return true;
    }

    private Uri Address(string rest) => ConnectorHttp.Below(options.Value.BaseAddress, $"/oauth/{options.Value.OAuthVersion}/{rest}");

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<Token>(await response.Content.ReadAsByteArrayAsync(cancellationToken))?.RefreshToken ?? throw new JsonException("no refresh_token");
        }
        catch (JsonException error)
        {
            throw new ConnectorException(HubSpotErrors.Provider, $"{What} did not work: HubSpot's answer could not be read.", (int)response.StatusCode, inner: error);
        }
    }

    private sealed record Token([property: JsonPropertyName("refresh_token")] string? RefreshToken);
}
