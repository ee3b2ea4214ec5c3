using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals;

/// <summary>What a signal led to.</summary>
public enum SignalResult
{
    /// <summary>A new move.</summary>
    Queued,

    /// <summary>New facts and a new score for a move that was open already.</summary>
    Strengthened,

    /// <summary>No move; the reason says why.</summary>
    Dropped,
}

/// <summary>A signal as it is kept and shown, with what it led to.</summary>
public sealed record StoredSignal
{
    /// <summary>The signal, without the proposal: that lives on as the move.</summary>
    public required Signal Signal { get; init; }

    /// <summary>What became of it.</summary>
    public required SignalResult Result { get; init; }

    /// <summary>Why, when it led to no new move.</summary>
    public string? Reason { get; init; }

    /// <summary>What the signal itself says: the title of the move that it calls for. Null for one that only informs.</summary>
    public string? Title { get; init; }

    /// <summary>The move it led to or strengthened.</summary>
    public QueueItemId? ItemId { get; init; }

    /// <summary>That move's title at the time.</summary>
    public string? ItemTitle { get; init; }
}
