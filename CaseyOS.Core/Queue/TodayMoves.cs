namespace CaseyOS.Core.Queue;

/// <summary>Today's Moves: the best moves that are due, and how many wait in all.</summary>
/// <param name="Moves">In order.</param>
/// <param name="TotalPending">Pending and accepted moves, due or not.</param>
/// <param name="GeneratedAt">When the list was computed.</param>
/// <param name="ETag">With quotes. Changes with the moves, and when time alone changes the list.</param>
/// <param name="ValidUntil">The next moment at which time alone may change the list.</param>
public sealed record TodayMoves(
    IReadOnlyList<QueueItem> Moves, int TotalPending, DateTimeOffset GeneratedAt, string ETag, DateTimeOffset ValidUntil);
