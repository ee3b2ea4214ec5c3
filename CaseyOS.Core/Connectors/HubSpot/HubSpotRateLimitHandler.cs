using System.Net;
using CaseyOS.Core.Connectors.Resilience;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Takes a token for every try, also for a repeated one.</summary>
internal sealed class HubSpotRateLimitHandler(HubSpotRateLimits limits) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await limits.TakeAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            limits.Pause(request, ConnectorHttp.RetryAfter(response));
        }

        return response;
    }
}
