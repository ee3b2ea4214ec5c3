using System.Collections.Concurrent;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Whose a HubSpot record is here.</summary>
/// <param name="Owner">The account; <see cref="OwnerId.System"/> when it is nobody's.</param>
/// <param name="Zone">His time zone.</param>
/// <param name="SkipReason">Why the record is nobody's; null when it is somebody's.</param>
public sealed record RecordOwner(OwnerId Owner, TimeZoneInfo Zone, string? SkipReason = null);

/// <summary>
/// Finds the account behind <c>hubspot_owner_id</c>: the one whose address equals the HubSpot user's. Records that nobody
/// owns, or whose owner HubSpot no longer lists, go to the default owner.
/// </summary>
public sealed class RecordOwners(HubSpotClient hubSpot, AccountStore accounts, AccountPolicy policy, IOwnerTimeZones zones)
{
    // An address leads to the same account for ever.
    private readonly ConcurrentDictionary<string, OwnerId> byEmail = new(StringComparer.Ordinal);

    /// <summary>Whose record it is.</summary>
    public async Task<RecordOwner> FindAsync(string? hubSpotOwnerId, CancellationToken cancellationToken)
    {
        var user = hubSpotOwnerId is null
            ? null
            : (await hubSpot.GetOwnersAsync(cancellationToken)).FirstOrDefault(owner => owner.Id == hubSpotOwnerId);
        if (user is not null && (user.Email is null || !policy.IsAllowed(user.Email)))
        {
            return new(OwnerId.System, TimeZoneInfo.Utc, $"HubSpot owner {user.Id} has no account here (ALLOWED_EMAILS).");
        }

        var owner = await AccountAsync(user?.Email ?? policy.DefaultOwner!, cancellationToken);
        return new(owner, await zones.GetAsync(owner, cancellationToken));
    }

    private async Task<OwnerId> AccountAsync(string email, CancellationToken cancellationToken)
    {
        if (byEmail.TryGetValue(email, out var known))
        {
            return known;
        }

        return byEmail[email] = (await accounts.EnsureAsync(email, cancellationToken)).Owner;
    }
}
