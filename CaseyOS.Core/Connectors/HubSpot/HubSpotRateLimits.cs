using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>
/// Our share of HubSpot's limits: all calls, searches, and calls of a day. This process keeps within them by itself; with
/// storage at hand all instances keep within them together.
/// </summary>
internal sealed class HubSpotRateLimits : IDisposable
{
    // Calls do not all travel equally long: without it, two of them could arrive closer together than they left.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);

    private readonly HubSpotOptions options;
    private readonly TimeProvider clock;
    private readonly TokenBucket calls;
    private readonly TokenBucket searches;
    private readonly SharedLimit? shared;

    public HubSpotRateLimits(IOptions<HubSpotOptions> options, TimeProvider clock, ILogger<HubSpotRateLimits> logger, TableServiceClient? tables = null)
    {
        (this.options, this.clock) = (options.Value, clock);
        var (tenSeconds, second) = (TimeSpan.FromSeconds(10) + Slack, TimeSpan.FromSeconds(1) + Slack);
        calls = new(this.options.CallsPerTenSeconds, tenSeconds, clock);
        searches = new(this.options.SearchesPerSecond, second, clock);
        shared = tables is null ? null : new(
            "HubSpot",
            new TableBudgetRow(tables, "hubspot"),
            new(this.options.CallsPerTenSeconds, tenSeconds, this.options.SearchesPerSecond, second, this.options.CallsPerDay, TimeZoneInfo.FindSystemTimeZoneById(this.options.TimeZone)),
            clock,
            logger);
    }

    /// <summary>What HubSpot last said of the day's budget; null before its first answer.</summary>
    public HubSpotQuota? Quota { get; private set; }

    /// <exception cref="ConnectorException">The wait would be too long; transient, with the time to wait.</exception>
    public async ValueTask TakeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var longest = options.MaxRateLimitWait;
        var wait = IsSearch(request) ? await searches.TakeAsync(longest, cancellationToken) : null;
        wait ??= await calls.TakeAsync(longest, cancellationToken);
        wait ??= shared is null ? null : await shared.TakeAsync(IsSearch(request), longest, cancellationToken);
        if (wait is { } time)
        {
            throw new ConnectorException(
                "hubspot", $"HubSpot's limit of calls is used up. Try again in {InWords(time)}.", 429, isTransient: true, retryAfter: time);
        }
    }

    /// <summary>HubSpot says that its limit is used up, perhaps by others: everybody pauses, not only the one who was told.</summary>
    public void Pause(HttpRequestMessage request, TimeSpan? retryAfter) =>
        (IsSearch(request) ? searches : calls).Pause(retryAfter ?? TimeSpan.FromSeconds(1));

    /// <summary>Keeps what an answer says of the day's budget.</summary>
    public void Note(HttpResponseMessage response)
    {
        if (Number(response, "X-HubSpot-RateLimit-Daily-Remaining") is { } remaining && Number(response, "X-HubSpot-RateLimit-Daily") is { } daily)
        {
            Quota = new(daily, remaining, clock.GetUtcNow());
        }
    }

    public void Dispose() => shared?.Dispose();

    private static string InWords(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? $"{Math.Ceiling(time.TotalSeconds):0} seconds"
        : time < TimeSpan.FromHours(2) ? $"{Math.Ceiling(time.TotalMinutes):0} minutes"
        : $"{Math.Ceiling(time.TotalHours):0} hours";

    private static long? Number(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsSearch(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal);
}

/// <summary>HubSpot's budget of calls for the day, as its last answer said.</summary>
/// <param name="Daily">All of it.</param>
/// <param name="Remaining">What is left.</param>
/// <param name="At">When that was said.</param>
public sealed record HubSpotQuota(long Daily, long Remaining, DateTimeOffset At);
