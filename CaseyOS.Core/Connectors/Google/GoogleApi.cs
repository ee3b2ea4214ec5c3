using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>One authorised call to Google: token, at most a few at a time per owner and within his quota, one new token after an unexpected 401.</summary>
internal sealed class GoogleApi(IHttpClientFactory http, GoogleTokens tokens, GoogleQuota quota, IOptions<GoogleOptions> options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly ConcurrentDictionary<OwnerId, SemaphoreSlim> slots = new();

    /// <summary>The answer's body; null when the thing asked for does not exist (404).</summary>
    public async Task<T?> SendAsync<T>(OwnerId owner, GoogleCall call, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(owner, call, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await GoogleErrors.BodyAsync<T>(response, cancellationToken);
    }

    /// <summary>The answer: a success or 404. Everything else is thrown.</summary>
    public async Task<HttpResponseMessage> SendAsync(OwnerId owner, GoogleCall call, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAccessTokenAsync(owner, cancellationToken);
        var response = await SendOnceAsync(owner, call, token, cancellationToken);
        if (await BetterAsync(owner, response, token, cancellationToken) is { } better)
        {
            // A refused call had no effect, so repeating it is safe for every verb.
            response.Dispose();
            token = better;
            response = await SendOnceAsync(owner, call, token, cancellationToken);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound)
        {
            return response;
        }

        using (response)
        {
            throw response.StatusCode == HttpStatusCode.Unauthorized
                ? await tokens.GiveUpAsync(owner, token, cancellationToken)
                : await GoogleErrors.ReadAsync(response, call.Service, call.What, cancellationToken);
        }
    }

    // 401: the token has ended early. 403: it may lack a scope that the user has granted since, through another instance.
    private async Task<string?> BetterAsync(OwnerId owner, HttpResponseMessage response, string token, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => await tokens.ReplaceAsync(owner, token, cancellationToken),
            HttpStatusCode.Forbidden => await tokens.FindNewerAsync(owner, token, cancellationToken),
            _ => null,
        };

    private async Task<HttpResponseMessage> SendOnceAsync(OwnerId owner, GoogleCall call, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (call.Body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(call.Body, Json), Encoding.UTF8, "application/json");
        }

        if (call.IsRead)
        {
            request.MarkAsRepeatable();
        }

        if (call.Units > 0)
        {
            await quota.TakeAsync(owner, call.Units, cancellationToken);
        }

        var slot = slots.GetOrAdd(owner, _ => new(options.Value.MaxConcurrentCalls, options.Value.MaxConcurrentCalls));
        await slot.WaitAsync(cancellationToken);
        try
        {
            return await ConnectorHttp.SendAsync(http.CreateClient(GoogleOAuthClient.HttpClientName), request, GoogleErrors.Provider, call.What, cancellationToken);
        }
        finally
        {
            slot.Release();
        }
    }
}
