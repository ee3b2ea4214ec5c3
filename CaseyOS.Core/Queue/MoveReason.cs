using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Queue;

/// <summary>One of the reasons for a move: the rule that found it, what it says in the move's title and drivers, and what it adds to the move.</summary>
/// <param name="SignalType">The rule; a move has at most one reason of each.</param>
/// <param name="Words">The reason in a few words, for the driver of a move that has others: "close date passed 5 days ago".</param>
/// <param name="Title">The move's title, were this its only reason.</param>
/// <param name="Urgency">The rule's urgency, 0–100: the most urgent reason leads the move.</param>
public sealed record MoveReason(string SignalType, string Words, string Title, double Urgency)
{
    /// <summary>More, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Rules whose reason is contained in this one, so that they add nothing to it.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The signal; of two detected at the same time it decides which is the newer one, in whatever order they arrive.</summary>
    public SignalId? SignalId { get; init; }

    /// <summary>When the fact came to be.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was seen: newer facts outdo older ones.</summary>
    public DateTimeOffset DetectedAt { get; init; }

    /// <summary>What it adds to the move; null where it was stored before that was kept, and the move itself tells it.</summary>
    public MoveFacts? Facts { get; init; }
}
