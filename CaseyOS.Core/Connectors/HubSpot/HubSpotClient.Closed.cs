namespace CaseyOS.Core.Connectors.HubSpot;

/// <content>Deals that have ended.</content>
public sealed partial class HubSpotClient
{
    private static readonly IReadOnlyList<string> ClosedProperties =
        ["dealname", "amount", "closedate", "createdate", "hs_is_closed_won", "hubspot_owner_id", "closed_won_reason", "closed_lost_reason"];

    /// <summary>A page of closed deals in the order of their ids, behind <paramref name="afterId"/>: whoever breaks off goes on by the last id he saw.</summary>
    public async Task<ClosedDealPage> ListClosedDealsAsync(string? afterId, CancellationToken cancellationToken = default)
    {
        List<WireFilter> filters = [new("hs_is_closed", "EQ", "true")];
        if (afterId is not null)
        {
            filters.Add(new("hs_object_id", "GT", afterId));
        }

        var page = await search.PageAsync("deals", "hs_object_id", filters, ClosedProperties, cancellationToken);
        return new([.. (page.Results ?? []).Select(Closed)], page.Total ?? page.Results?.Count ?? 0, page.Paging?.Next?.After is null);
    }

    /// <summary>Closed deals by id, with what is kept of how they ended; those that do not exist are absent.</summary>
    public async Task<IReadOnlyList<ClosedDeal>> GetClosedDealsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        const int BatchSize = 100;
        List<ClosedDeal> deals = [];
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            deals.AddRange((await records.ReadAsync("deals", some, ClosedProperties, null, cancellationToken)).Select(Closed));
        }

        return deals;
    }

    private static ClosedDeal Closed(WireObject record) => new()
    {
        Id = record.Id,
        Name = record.Text("dealname") ?? $"deal {record.Id}",
        IsWon = record.Flag("hs_is_closed_won"),
        Amount = record.Number("amount"),
        CreatedAt = record.Time("createdate"),
        ClosedAt = record.Time("closedate"),
        HubSpotOwnerId = record.Text("hubspot_owner_id"),
        Reason = record.Text(record.Flag("hs_is_closed_won") ? "closed_won_reason" : "closed_lost_reason"),
    };
}

/// <summary>What is kept of a deal that has ended.</summary>
public sealed record ClosedDeal
{
    /// <summary>Record id.</summary>
    public required string Id { get; init; }

    /// <summary>dealname.</summary>
    public required string Name { get; init; }

    /// <summary>hs_is_closed_won; otherwise it was lost.</summary>
    public bool IsWon { get; init; }

    /// <summary>amount.</summary>
    public double? Amount { get; init; }

    /// <summary>createdate.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>closedate.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>hubspot_owner_id.</summary>
    public string? HubSpotOwnerId { get; init; }

    /// <summary>closed_won_reason or closed_lost_reason.</summary>
    public string? Reason { get; init; }
}

/// <summary>A page of closed deals.</summary>
/// <param name="Deals">In the order of their ids.</param>
/// <param name="Remaining">How many there are from here on, these included.</param>
/// <param name="IsLast">Whether there are no more.</param>
public sealed record ClosedDealPage(IReadOnlyList<ClosedDeal> Deals, int Remaining, bool IsLast);
