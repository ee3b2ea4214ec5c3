using System.Collections.Concurrent;

namespace CaseyOS.Core.Queue;

/// <summary>All open moves of an owner at one moment, as stored: a snoozed move whose time has come is still called snoozed here.</summary>
public sealed class OpenMoves
{
    internal OpenMoves(IReadOnlyList<QueueItem> items, string token) => (Items, Token) = (items, token);

    /// <summary>The moves, in no particular order.</summary>
    public IReadOnlyList<QueueItem> Items { get; }

    /// <summary>Changes whenever anything of the owner's queue changes, and is the same in every process.</summary>
    public string Token { get; }

    // Lists computed from this very state; they go with it.
    internal ConcurrentDictionary<(Domain? Domain, string Zone), TodayMoves> Today { get; } = new();
}
