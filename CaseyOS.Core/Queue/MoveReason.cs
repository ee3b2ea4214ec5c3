namespace CaseyOS.Core.Queue;

/// <summary>One of the reasons for a move: the rule that found it, and what it says in the move's title and drivers.</summary>
/// <param name="SignalType">The rule; a move has at most one reason of each.</param>
/// <param name="Words">The reason in a few words, for the driver of a move that has others: "close date passed 5 days ago".</param>
/// <param name="Title">The move's title, were this its only reason.</param>
/// <param name="Urgency">The rule's urgency, 0–100: the most urgent reason names the move.</param>
public sealed record MoveReason(string SignalType, string Words, string Title, double Urgency)
{
    /// <summary>More, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Rules whose reason is contained in this one, so that they add nothing to it.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];
}
