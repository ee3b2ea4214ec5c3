using System.Globalization;

namespace CaseyOS.Core.Queue;

/// <summary>Cuts lists of moves into pages and remembers where the next one begins.</summary>
internal static class MovePages
{
    private const string ById = "id ";
    private const string ByPlace = "at ";

    /// <summary>A page of a list that is here whole. When moves come or go between two pages, the last one seen is the landmark.</summary>
    public static MovePage Cut(IReadOnlyList<QueueItem> sorted, MoveFilter filter, bool isWhole)
    {
        var start = filter.Cursor is { } cursor ? PlaceAfter(sorted, cursor) : filter.Offset;
        var end = Math.Min(sorted.Count, start + filter.Limit);
        List<QueueItem> items = [.. sorted.Skip(start).Take(filter.Limit)];
        var next = end < sorted.Count && items.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{ByPlace}{end} {items[^1].Id}") : null;
        return new(items, isWhole ? sorted.Count : null, next);
    }

    /// <summary>A page of two streams in the order of ids, of which the closed one is known down to <paramref name="position"/> (null: to its end).</summary>
    public static MovePage Merge(IReadOnlyList<QueueItem> open, IReadOnlyList<QueueItem> closed, QueueItemId? after, QueueItemId? position, int limit)
    {
        var known = open.Concat(closed)
            .Where(item => (after is not { } last || IsOlder(item.Id, last)) && (position is not { } bound || !IsOlder(item.Id, bound)))
            .OrderByDescending(item => item.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        List<QueueItem> items = [.. known.Take(limit)];
        var isEnd = known.Count <= limit && position is null;
        var last = known.Count > limit ? items[^1].Id : position;
        return new(items, isEnd && after is null ? known.Count : null, isEnd ? null : ById + last);
    }

    /// <summary>The move after which a page by key begins.</summary>
    public static QueueItemId? ReadAfter(string? cursor) => cursor switch
    {
        null => null,
        _ when cursor.StartsWith(ById, StringComparison.Ordinal) && QueueItemId.TryParse(cursor[ById.Length..], null, out var id) => id,
        _ => throw Foreign(),
    };

    private static int PlaceAfter(IReadOnlyList<QueueItem> sorted, string cursor)
    {
        if (cursor.Split(' ') is not ["at", var number, var text]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            || !QueueItemId.TryParse(text, null, out var id))
        {
            throw Foreign();
        }

        for (var i = 0; i < sorted.Count; i++)
        {
            if (sorted[i].Id == id)
            {
                return i + 1;
            }
        }

        return Math.Min(place, sorted.Count);
    }

    private static bool IsOlder(QueueItemId one, QueueItemId other) => string.CompareOrdinal(one.ToString(), other.ToString()) < 0;

    private static ValidationException Foreign() => new("cursor", "cursor must be the next_cursor of an earlier answer to the same question.");
}
