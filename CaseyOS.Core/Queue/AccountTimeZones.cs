using System.Collections.Concurrent;
using CaseyOS.Core.Accounts;

namespace CaseyOS.Core.Queue;

/// <summary>The zones of the accounts, remembered for a few minutes: they change about never, and every list needs one.</summary>
internal sealed class AccountTimeZones(AccountStore accounts, TimeProvider clock) : IOwnerTimeZones
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<OwnerId, (TimeZoneInfo Zone, long At)> known = new();

    public async ValueTask<TimeZoneInfo> GetAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(owner, out var found) && clock.GetElapsedTime(found.At) < KeepFor)
        {
            return found.Zone;
        }

        var account = await accounts.FindByOwnerAsync(owner, cancellationToken);
        var zone = account is not null && TimeZoneInfo.TryFindSystemTimeZoneById(account.TimeZone, out var named) ? named : TimeZoneInfo.Utc;
        known[owner] = (zone, clock.GetTimestamp());
        return zone;
    }
}
