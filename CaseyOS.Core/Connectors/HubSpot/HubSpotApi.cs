using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>One authorised call to HubSpot. The version stands in this one place.</summary>
internal sealed class HubSpotApi(IHttpClientFactory http, HubSpotCredential credential, IOptions<HubSpotOptions> options)
{
    public const string HttpClientName = "hubspot";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Why HubSpot refuses us at present, in a sentence; null while it does not.</summary>
    public string? Problem { get; private set; }

    public string Objects(string rest) => $"/crm/objects/{options.Value.ApiVersion}/{rest}";

    public string Associations(string rest) => $"/crm/associations/{options.Value.ApiVersion}/{rest}";

    public string Pipelines(string rest) => $"/crm/pipelines/{options.Value.ApiVersion}/{rest}";

    public string Properties(string rest) => $"/crm/properties/{options.Value.ApiVersion}/{rest}";

    public string AccountDetails => $"/account-info/{options.Value.ApiVersion}/details";

    public string Owners(string query) => $"/crm/owners/{options.Value.ApiVersion}{query}";

    public Task<T> GetAsync<T>(string path, string what, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null, false, what, cancellationToken);

    /// <summary>For searches and batch reads: a POST that only reads, so it is retried like a GET.</summary>
    public Task<T> ReadAsync<T>(string path, object body, string what, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, true, what, cancellationToken);

    public Task<T> WriteAsync<T>(string path, object body, string what, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, false, what, cancellationToken);

    public Task<T> ChangeAsync<T>(string path, object body, string what, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Patch, path, body, false, what, cancellationToken);

    /// <summary>A write whose answer has no body worth reading.</summary>
    public async Task SendAsync(string path, object body, string what, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body, false, what, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await HubSpotErrors.ReadAsync(response, what, cancellationToken);
        }
    }

    /// <summary>What HubSpot says about an OAuth app's token; null for other credentials.</summary>
    public async Task<HubSpotTokenInfo?> IntrospectAsync(CancellationToken cancellationToken)
    {
        if (!credential.CanRenew)
        {
            return null;
        }

        // The only call that has a secret in its address: addresses are logged nowhere here.
        var token = await credential.GetAsync(cancellationToken);
        var info = await GetAsync<WireTokenInfo>($"/oauth/{options.Value.OAuthVersion}/access-tokens/{Uri.EscapeDataString(token)}", "Asking HubSpot about our token", cancellationToken);
        return new(info.HubId, info.Scopes ?? []);
    }

    /// <summary>Archives a record. HubSpot answers 204 or 404 when it is gone already, and both are what was wanted.</summary>
    public async Task DeleteAsync(string path, string what, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, path, null, false, what, cancellationToken);
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound)
        {
            throw await HubSpotErrors.ReadAsync(response, what, cancellationToken);
        }
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, bool repeatable, string what, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(method, path, body, repeatable, what, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await HubSpotErrors.ReadAsync(response, what, cancellationToken);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(await response.Content.ReadAsByteArrayAsync(cancellationToken), Json) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new ConnectorException(HubSpotErrors.Provider, $"{what} did not work: HubSpot's answer could not be read.", (int)response.StatusCode, isTransient: true, inner: error);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, bool repeatable, string what, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendAuthorisedAsync(method, path, body, repeatable, what, cancellationToken);
            Problem = null;
            return response;
        }
        catch (ReconnectRequiredException refused)
        {
            Problem = refused.Message;
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAuthorisedAsync(HttpMethod method, string path, object? body, bool repeatable, string what, CancellationToken cancellationToken)
    {
        var token = await credential.GetAsync(cancellationToken);
        var response = await SendOnceAsync(method, path, body, repeatable, token, what, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        if (!credential.CanRenew)
        {
            throw credential.Refused();
        }

        // A refused call had no effect, so repeating it is safe for every verb.
        token = await credential.ReplaceAsync(token, cancellationToken);
        response = await SendOnceAsync(method, path, body, repeatable, token, what, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            response.Dispose();
            throw credential.Refused();
        }

        return response;
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method, string path, object? body, bool repeatable, string token, string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, ConnectorHttp.Below(options.Value.BaseAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json");
        }

        if (repeatable)
        {
            request.MarkAsRepeatable();
        }

        return await ConnectorHttp.SendAsync(http.CreateClient(HttpClientName), request, HubSpotErrors.Provider, what, cancellationToken);
    }
}
