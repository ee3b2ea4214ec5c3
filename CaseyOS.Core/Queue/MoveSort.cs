namespace CaseyOS.Core.Queue;

/// <summary>What moves can be sorted by.</summary>
public enum SortKey
{
    /// <summary>Order of moves; learning included, unclamped.</summary>
    RankScore,

    /// <summary>The APS shown.</summary>
    PriorityScore,

    /// <summary>Score without learning.</summary>
    BaseScore,

    /// <summary>Due date; moves without one come last either way.</summary>
    DueBy,

    /// <summary>When it was proposed.</summary>
    CreatedAt,

    /// <summary>When it last changed.</summary>
    UpdatedAt,

    /// <summary>Title, by letters.</summary>
    Title,
}

/// <summary>One sort key with its direction.</summary>
/// <param name="Key">What by.</param>
/// <param name="Descending">Highest, latest or last first.</param>
public readonly record struct MoveSort(SortKey Key, bool Descending)
{
    /// <summary>The order of moves: rank, then the earlier date, then the older.</summary>
    public static IReadOnlyList<MoveSort> Default { get; } = [new(SortKey.RankScore, true)];

    /// <summary>The order in which closed moves are kept.</summary>
    public static IReadOnlyList<MoveSort> NewestFirst { get; } = [new(SortKey.CreatedAt, true)];

    /// <summary>Sorts by <paramref name="keys"/>; what they leave equal goes by the earlier date, then the older move.</summary>
    public static IOrderedEnumerable<QueueItem> Apply(IEnumerable<QueueItem> items, IReadOnlyList<MoveSort> keys)
    {
        var sorted = items.OrderBy(static _ => 0);
        foreach (var key in keys)
        {
            sorted = key.ThenBy(sorted);
        }

        return sorted.ThenBy(static item => item.DueBy ?? DateTimeOffset.MaxValue).ThenBy(static item => item.Id.ToString(), StringComparer.Ordinal);
    }

    private IOrderedEnumerable<QueueItem> ThenBy(IOrderedEnumerable<QueueItem> items) => Key switch
    {
        SortKey.RankScore => Then(items, static item => item.Score.Rank),
        SortKey.PriorityScore => Then(items, static item => item.Score.Priority),
        SortKey.BaseScore => Then(items, static item => item.Score.Base),
        SortKey.DueBy => Then(items.ThenBy(static item => item.DueBy is null), static item => item.DueBy),
        SortKey.CreatedAt => Then(items, static item => item.CreatedAt),
        SortKey.UpdatedAt => Then(items, static item => item.UpdatedAt),
        _ => Descending
            ? items.ThenByDescending(static item => item.Title, StringComparer.OrdinalIgnoreCase)
            : items.ThenBy(static item => item.Title, StringComparer.OrdinalIgnoreCase),
    };

    private IOrderedEnumerable<QueueItem> Then<T>(IOrderedEnumerable<QueueItem> items, Func<QueueItem, T> by) =>
        Descending ? items.ThenByDescending(by) : items.ThenBy(by);
}
