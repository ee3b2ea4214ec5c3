using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>What all connectors agree on about HTTP: what may be repeated, what is transient, how a missing answer is told.</summary>
internal static class ConnectorHttp
{
    private static readonly HttpRequestOptionsKey<bool> Repeatable = new("CaseyOS.Repeatable");

    /// <summary>Declares a POST to be free of effects, or the same when done twice, so that it may be retried. Say why at the call.</summary>
    public static void MarkAsRepeatable(this HttpRequestMessage request) => request.Options.Set(Repeatable, true);

    public static bool IsRepeatable(this HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head
        || (request.Options.TryGetValue(Repeatable, out var repeatable) && repeatable);

    /// <summary>The service is in trouble: 408 and 5xx.</summary>
    public static bool IsFailure(HttpStatusCode status) => status == HttpStatusCode.RequestTimeout || (int)status >= 500;

    /// <summary>The same call may succeed later: trouble, or too many calls.</summary>
    public static bool IsTransient(HttpStatusCode status) => IsFailure(status) || status == HttpStatusCode.TooManyRequests;

    /// <summary>How long the service asks us to wait; a date is taken relative to the service's own clock.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Sends, and tells a missing answer as a transient <see cref="ConnectorException"/>. Whether the effect happened is then unknown.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpRequestMessage request, string provider, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, cancellationToken);
        }
        catch (BrokenCircuitException error)
        {
            throw new ConnectorException(
                provider, $"{what} did not work: {Title(provider)} has been failing and is left alone for a moment.", isTransient: true, retryAfter: error.RetryAfter, inner: error);
        }
        catch (TimeoutRejectedException error)
        {
            throw new ConnectorException(provider, $"{what} did not work: {Title(provider)} did not answer in time.", isTransient: true, inner: error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ConnectorException(provider, $"{what} did not work: {Title(provider)} could not be reached.", isTransient: true, inner: error);
        }
    }

    /// <summary>An address below <paramref name="root"/>, which may have a path of its own.</summary>
    public static Uri Below(Uri root, string path) => new(root.AbsoluteUri.TrimEnd('/') + path);

    private static string Title(string provider) => provider == "hubspot" ? "HubSpot" : "Google";
}
