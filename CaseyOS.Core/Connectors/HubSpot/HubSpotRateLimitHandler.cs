using System.Net;
using System.Text.Json;
using CaseyOS.Core.Connectors.Resilience;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Takes a token for every try, also for a repeated one.</summary>
internal sealed class HubSpotRateLimitHandler(HubSpotRateLimits limits) : DelegatingHandler
{
    // Nobody says when the portal's day ends: look again now and then.
    private static readonly TimeSpan DailyPause = TimeSpan.FromMinutes(15);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await limits.TakeAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        limits.Note(response);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            limits.Pause(request, ConnectorHttp.RetryAfter(response) ?? (IsDaily(await response.Content.ReadAsByteArrayAsync(cancellationToken)) ? DailyPause : null));
        }

        return response;
    }

    // Buffered further inside, so whoever tells the error can read it again.
    private static bool IsDaily(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<WireHubSpotError>(body, JsonSerializerOptions.Web)?.PolicyName == "DAILY";
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
