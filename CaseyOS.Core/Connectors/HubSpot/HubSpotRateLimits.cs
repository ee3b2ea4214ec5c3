using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Our share of HubSpot's limits: one for all calls, a second one for searches.</summary>
internal sealed class HubSpotRateLimits(IOptions<HubSpotOptions> options, TimeProvider clock)
{
    // Calls do not all travel equally long: without it, two of them could arrive closer together than they left.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);

    private readonly TokenBucket calls = new(options.Value.CallsPerTenSeconds, TimeSpan.FromSeconds(10) + Slack, clock);
    private readonly TokenBucket searches = new(options.Value.SearchesPerSecond, TimeSpan.FromSeconds(1) + Slack, clock);

    /// <exception cref="ConnectorException">The wait would be too long; transient, with the time to wait.</exception>
    public async ValueTask TakeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var longest = options.Value.MaxRateLimitWait;
        var wait = IsSearch(request) ? await searches.TakeAsync(longest, cancellationToken) : null;
        wait ??= await calls.TakeAsync(longest, cancellationToken);
        if (wait is { } time)
        {
            throw new ConnectorException(
                "hubspot", $"HubSpot's limit of calls is used up. Try again in {Math.Ceiling(time.TotalSeconds):0} seconds.", 429, isTransient: true, retryAfter: time);
        }
    }

    /// <summary>HubSpot says that its limit is used up, perhaps by others: everybody pauses, not only the one who was told.</summary>
    public void Pause(HttpRequestMessage request, TimeSpan? retryAfter) =>
        (IsSearch(request) ? searches : calls).Pause(retryAfter ?? TimeSpan.FromSeconds(1));

    private static bool IsSearch(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal);
}
