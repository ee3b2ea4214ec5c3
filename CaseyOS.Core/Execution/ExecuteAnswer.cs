using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions;

/// <summary>What became of the wish to execute a move.</summary>
public abstract record ExecuteAnswer
{
    private ExecuteAnswer()
    {
    }

    /// <summary>It ended, now or at the first time this key was used.</summary>
    /// <param name="Execution">How it ended.</param>
    /// <param name="Item">The move as it is now.</param>
    public sealed record Ended(Execution Execution, QueueItem Item) : ExecuteAnswer;

    /// <summary>It takes longer and goes on; ask again.</summary>
    /// <param name="Execution">As it stands.</param>
    /// <param name="Item">The move as it is now.</param>
    public sealed record GoesOn(Execution Execution, QueueItem Item) : ExecuteAnswer;

    /// <summary>The user has not confirmed what would be done.</summary>
    /// <param name="Preview">What would be done, with a token.</param>
    public sealed record NotConfirmed(Preview Preview) : ExecuteAnswer;

    /// <summary>The user has confirmed something else than would be done now.</summary>
    /// <param name="Preview">What would be done now, with a token.</param>
    public sealed record Stale(Preview Preview) : ExecuteAnswer;

    /// <summary>An execution of this move is under way.</summary>
    /// <param name="RetryAfter">When to ask again.</param>
    public sealed record Busy(TimeSpan RetryAfter) : ExecuteAnswer;

    /// <summary>The key was used for another wish.</summary>
    public sealed record KeyMismatch : ExecuteAnswer;

    /// <summary>A move in this status cannot be executed.</summary>
    /// <param name="From">Its status.</param>
    public sealed record Refused(ItemStatus From) : ExecuteAnswer;
}
