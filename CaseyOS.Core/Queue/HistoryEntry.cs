namespace CaseyOS.Core.Queue;

/// <summary>One line of a move's history.</summary>
public sealed record HistoryEntry
{
    /// <summary>Actor of changes that no person asked for.</summary>
    public const string Program = "caseyos";

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Address of the user who did it, or <see cref="Program"/>.</summary>
    public required string Actor { get; init; }

    /// <summary>What happened, one word: <c>created</c>, <c>accepted</c>, <c>edited</c>, <c>strengthened</c>, <c>executed</c> …</summary>
    public required string Change { get; init; }

    /// <summary>Status before; null at creation.</summary>
    public ItemStatus? From { get; init; }

    /// <summary>Status after.</summary>
    public ItemStatus? To { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Note { get; init; }
}
