namespace CaseyOS.Core.Signals.Rules;

/// <summary>What a rule found: the fact, the bucket in which it happens once, and the move it calls for.</summary>
public sealed record Detection
{
    /// <summary>What it is about: <c>deal:123</c>, <c>contact:5</c>, <c>thread:18c…</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>See <see cref="SignalHash"/>.</summary>
    public required string Bucket { get; init; }

    /// <summary>When the fact came to be, by the source's own dates.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The facts that made the rule fire, for the signals feed.</summary>
    public required IReadOnlyDictionary<string, string> Payload { get; init; }

    /// <summary>The move; null for a fact that only informs.</summary>
    public required MoveProposal? Proposal { get; init; }
}
