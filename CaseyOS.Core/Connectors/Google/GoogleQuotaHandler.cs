using System.Net;
using System.Text.Json;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>Google says "too many calls" as 403 with a reason in the body; everyone above this handler sees the 429 that it means.</summary>
internal sealed class GoogleQuotaHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Forbidden)
        {
            // Buffered further inside, so whoever tells the error can read it again.
            if (IsQuota(await response.Content.ReadAsByteArrayAsync(cancellationToken)))
            {
                response.StatusCode = HttpStatusCode.TooManyRequests;
            }
        }

        return response;
    }

    private static bool IsQuota(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<WireError>(body, JsonSerializerOptions.Web)?.Error?.Errors
                ?.Any(error => error.Reason is "rateLimitExceeded" or "userRateLimitExceeded") ?? false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
