namespace CaseyOS.Core.Queue;

/// <summary>What became of a signal's proposal.</summary>
public abstract record ProposeResult
{
    private ProposeResult()
    {
    }

    /// <summary>A new move.</summary>
    /// <param name="Item">It.</param>
    public sealed record Queued(QueueItem Item) : ProposeResult;

    /// <summary>An open move about the same entity with the same action took the new facts in.</summary>
    /// <param name="Item">That move, with its new score.</param>
    public sealed record Strengthened(QueueItem Item) : ProposeResult;

    /// <summary>The signal was here before; nothing changed.</summary>
    /// <param name="ItemId">The move that it led to then.</param>
    /// <param name="SignalId">The signal that led to it: the very one that was proposed, when it is only delivered again.</param>
    public sealed record Known(QueueItemId? ItemId, SignalId? SignalId = null) : ProposeResult;

    /// <summary>The signal leads to no move.</summary>
    /// <param name="Reason">Why, in words for the signals feed.</param>
    public sealed record Dropped(string Reason) : ProposeResult;
}
