namespace CaseyOS.Core.Queue;

/// <summary>What became of a requested change of a move.</summary>
public abstract record ChangeResult
{
    private ChangeResult()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Item">The move as it is now.</param>
    public sealed record Changed(QueueItem Item) : ChangeResult;

    /// <summary>No such move for this owner.</summary>
    public sealed record Missing : ChangeResult;

    /// <summary>The transition table forbids it.</summary>
    /// <param name="From">Where the move stands.</param>
    /// <param name="To">Where it was to go.</param>
    public sealed record Refused(ItemStatus From, ItemStatus To) : ChangeResult;

    /// <summary>The move has changed since the caller saw it.</summary>
    /// <param name="Current">The move as it is now.</param>
    public sealed record Stale(QueueItem Current) : ChangeResult;
}
