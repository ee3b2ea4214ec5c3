namespace CaseyOS.Core.Outcomes;

/// <summary>One observed consequence of one execution; unique per execution, type and source event.</summary>
public sealed record Outcome
{
    /// <summary>Time-ordered id.</summary>
    public required OutcomeId Id { get; init; }

    /// <summary>Whose.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>The execution it is credited to.</summary>
    public required ExecutionId ExecutionId { get; init; }

    /// <summary>The move behind that execution.</summary>
    public required QueueItemId QueueItemId { get; init; }

    /// <summary>What happened.</summary>
    public required OutcomeType Type { get; init; }

    /// <summary>Key of the event at its source, for example <c>gmail:message-id</c>: the same event seen twice is one outcome.</summary>
    public required string SourceEvent { get; init; }

    /// <summary>What it rests on, in words a person can check.</summary>
    public required string Evidence { get; init; }

    /// <summary><c>webhook</c>, <c>poll</c> or <c>manual</c>; every way that saw it.</summary>
    public required IReadOnlyList<string> DetectionMethods { get; init; }

    /// <summary>Who it is about.</summary>
    public string? ContactEmail { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When we saw it first.</summary>
    public required DateTimeOffset DetectedAt { get; init; }
}
