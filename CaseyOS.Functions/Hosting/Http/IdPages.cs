using CaseyOS.Core;

namespace CaseyOS.Functions.Hosting;

/// <summary>Limit and cursor of lists whose position is the id of the last thing shown.</summary>
internal static class IdPages
{
    /// <exception cref="ValidationException"><paramref name="limit"/> is out of range.</exception>
    public static int Size(int? limit, int usual, int most) => limit switch
    {
        null => usual,
        var size when size >= 1 && size <= most => size.Value,
        _ => throw new ValidationException("limit", $"limit must be a number from 1 to {most}."),
    };

    /// <summary>The id within <paramref name="cursor"/>; null for the first page.</summary>
    /// <exception cref="ValidationException">It is not a cursor of this list.</exception>
    public static Id<T>? After<T>(string? cursor) => PageCursor.Decode(cursor) switch
    {
        null => null,
        var position when Id<T>.TryParse(position, null, out var id) => id,
        _ => throw new ValidationException("cursor", "cursor must be the next_cursor of an earlier answer."),
    };
}
