namespace CaseyOS.Core.Outcomes.Deals;

/// <summary>How a deal ended: what win rates are made of.</summary>
public sealed record DealOutcome
{
    /// <summary>HubSpot's id.</summary>
    public required string DealId { get; init; }

    /// <summary>Name of the deal.</summary>
    public required string Name { get; init; }

    /// <summary>Whose deal it was.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>How it ended.</summary>
    public required DealResult Result { get; init; }

    /// <summary>The company's industry, in HubSpot's word.</summary>
    public string? Industry { get; init; }

    /// <summary>The company's size; see <see cref="CompanySize"/>.</summary>
    public string? Size { get; init; }

    /// <summary>Amount, in account currency.</summary>
    public double? Value { get; init; }

    /// <summary>closed_won_reason or closed_lost_reason.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Days from the one to the other; null where they make no sense.</summary>
    public int? CycleDays => ClosedAt - CreatedAt is { } span && span >= TimeSpan.Zero ? (int)Math.Round(span.TotalDays) : null;

    /// <summary>Industry × size, <c>unknown</c> where nobody knows.</summary>
    public string Segment => $"{Industry ?? Unknown} × {Size ?? Unknown}";

    private const string Unknown = "unknown";
}

/// <summary>How deals end. That a customer left later cannot be read from a deal.</summary>
public enum DealResult
{
    /// <summary>Won.</summary>
    Won,

    /// <summary>Lost.</summary>
    Lost,
}

/// <summary>Bands of numbers of employees.</summary>
public static class CompanySize
{
    /// <summary>The band; null when the number is not known.</summary>
    public static string? Of(int? employees) => employees switch
    {
        null or < 1 => null,
        <= 10 => "1–10",
        <= 50 => "11–50",
        <= 200 => "51–200",
        <= 1000 => "201–1000",
        _ => "over 1000",
    };
}
