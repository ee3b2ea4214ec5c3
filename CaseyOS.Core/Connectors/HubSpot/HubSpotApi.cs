using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>One authorised call to HubSpot. The version stands in this one place.</summary>
internal sealed class HubSpotApi(IHttpClientFactory http, IOptions<HubSpotOptions> options)
{
    public const string HttpClientName = "hubspot";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Objects(string rest) => $"/crm/objects/{options.Value.ApiVersion}/{rest}";

    public string Associations(string rest) => $"/crm/associations/{options.Value.ApiVersion}/{rest}";

    public string Pipelines(string rest) => $"/crm/pipelines/{options.Value.ApiVersion}/{rest}";

    public string Properties(string rest) => $"/crm/properties/{options.Value.ApiVersion}/{rest}";

    public string Owners(string query) => $"/crm/owners/{options.Value.ApiVersion}{query}";

    public Task<T> GetAsync<T>(string path, string what, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null, false, what, cancellationToken);

    /// <summary>For searches and batch reads: a POST that only reads, so it is retried like a GET.</summary>
    public Task<T> ReadAsync<T>(string path, object body, string what, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, true, what, cancellationToken);

    public Task<T> WriteAsync<T>(string path, object body, string what, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, false, what, cancellationToken);

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
        using var request = new HttpRequestMessage(method, ConnectorHttp.Below(options.Value.BaseAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.AccessToken);
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
