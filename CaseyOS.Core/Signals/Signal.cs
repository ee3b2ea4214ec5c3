using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals;

/// <summary>Where a signal came from.</summary>
public enum SignalSource
{
    /// <summary>HubSpot poll, webhook or sweep.</summary>
    Hubspot,

    /// <summary>Gmail poll.</summary>
    Gmail,

    /// <summary>Calendar poll.</summary>
    Calendar,

    /// <summary>A form submission.</summary>
    Form,

    /// <summary>What the user publishes.</summary>
    Content,

    /// <summary>Our own data.</summary>
    Internal,

    /// <summary>By hand, through the API.</summary>
    Manual,
}

/// <summary>A fact from outside that may call for action, with the move that its rule proposes.</summary>
/// <remarks>It travels as one queue message (at most 48 KiB), so that nothing detected is lost before it is stored.</remarks>
public sealed record Signal
{
    /// <summary>Time-ordered id.</summary>
    public required SignalId Id { get; init; }

    /// <summary>Whose.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>For example <c>deal_stalled</c>; the rule's name.</summary>
    public required string Type { get; init; }

    /// <summary>Where it came from.</summary>
    public required SignalSource Source { get; init; }

    /// <summary>What it is about, unique over kinds: <c>deal:123</c>, <c>contact:5</c>, <c>message:18c…</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>Dedupe key: see <see cref="SignalHash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>When the fact came to be.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When we saw it.</summary>
    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>The few facts that rules and pages use, and nothing else of the source's payload.</summary>
    public IReadOnlyDictionary<string, string> Payload { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The move to propose; null for a signal that only informs.</summary>
    public MoveProposal? Proposal { get; init; }
}

/// <summary>The move that a signal calls for, before it is scored and queued.</summary>
public sealed record MoveProposal
{
    /// <summary>Names a person, company or deal.</summary>
    public required string Title { get; init; }

    /// <summary>More, in words.</summary>
    public string? Description { get; init; }

    /// <summary>The reason in a few words, said in the driver when the move has other reasons too; by default the signal type.</summary>
    public string? Because { get; init; }

    /// <summary>Rules whose reason is contained in this one: they strengthen the move no further. Null: none.</summary>
    public IReadOnlyList<string>? Covers { get; init; }

    /// <summary>Web domain of the company that it is about; owners may have companies that they leave alone.</summary>
    public string? CompanyDomain { get; init; }

    /// <summary>What to do.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Part of the business.</summary>
    public required Domain Domain { get; init; }

    /// <summary>When it should be done.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>When it appears; null for at once. Until then it is snoozed.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>The facts to score it on.</summary>
    public required ScoreInputs ScoreInputs { get; init; }

    /// <summary>What executing it needs.</summary>
    public ActionContext? ActionContext { get; init; }

    /// <summary>HubSpot contact.</summary>
    public Related? Contact { get; init; }

    /// <summary>HubSpot deal.</summary>
    public Related? Deal { get; init; }

    /// <summary>HubSpot company.</summary>
    public Related? Company { get; init; }
}
