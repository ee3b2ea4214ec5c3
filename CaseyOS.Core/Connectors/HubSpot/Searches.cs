namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Which deals.</summary>
public sealed record DealSearch
{
    /// <summary>Only deals that changed at or after this time.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Only deals that are neither won nor lost.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Hears with the first page how many HubSpot says there are in all.</summary>
    public Action<int>? Total { get; init; }
}

/// <summary>Which contacts.</summary>
public sealed record ContactSearch
{
    /// <summary>Only contacts that changed at or after this time.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Only contacts made at or after this time.</summary>
    public DateTimeOffset? CreatedSince { get; init; }

    /// <summary>Hears with the first page how many HubSpot says there are in all.</summary>
    public Action<int>? Total { get; init; }
}

/// <summary>Who and which company a deal is about.</summary>
/// <param name="ContactIds">Associated contacts.</param>
/// <param name="CompanyId">The primary, else the first associated company.</param>
public sealed record DealLinks(IReadOnlyList<string> ContactIds, string? CompanyId);
