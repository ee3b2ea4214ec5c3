using System.Collections.Concurrent;
using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.Google;

/// <summary>
/// The units of Gmail's quota that reads of one owner may use in a minute. This process keeps within them by itself; with
/// storage at hand all instances keep within them together.
/// </summary>
/// <remarks>
/// What an instance reads now and then, a fortieth of the quota, it does not ask for: a poll and a preview cost no request to
/// storage, and the fifth that is left for writing bears that of several instances.
/// </remarks>
internal sealed class GoogleQuota(IOptions<GoogleOptions> options, TimeProvider clock, ILogger<GoogleQuota> logger, TableServiceClient? tables = null) : IDisposable
{
    private const int SmallShare = 40;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<OwnerId, Share> shares = new();

    /// <summary>Waits until the units are free, and takes them.</summary>
    public async Task TakeAsync(OwnerId owner, int units, CancellationToken cancellationToken)
    {
        var share = shares.GetOrAdd(owner, New);
        await share.Own.TakeAsync(units, cancellationToken);
        if (share.Shared is { } shared && !share.Small.TryTake(units))
        {
            await shared.TakeAsync(search: false, TimeSpan.MaxValue, cancellationToken, Math.Min(units, options.Value.UnitsPerMinute));
        }
    }

    public void Dispose()
    {
        foreach (var share in shares.Values)
        {
            share.Shared?.Dispose();
        }
    }

    private Share New(OwnerId owner)
    {
        var units = options.Value.UnitsPerMinute;
        var shared = tables is null ? null : new SharedLimit(
            "Gmail", new TableBudgetRow(tables, $"gmail|{owner}"), new(units, Minute, 1, Minute, long.MaxValue, TimeZoneInfo.Utc), clock, logger);
        return new(new(units, Minute, clock), new(units / SmallShare, Minute, clock), shared);
    }

    private sealed record Share(UnitBucket Own, UnitBucket Small, SharedLimit? Shared);
}
