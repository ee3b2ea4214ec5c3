using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Queue;

/// <summary>One recommended action for one person, company or deal: a move.</summary>
public sealed record QueueItem
{
    /// <summary>Time-ordered id.</summary>
    public required QueueItemId Id { get; init; }

    /// <summary>Whose move it is.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>Names a person, company or deal: "Follow up with John at Acme".</summary>
    public required string Title { get; init; }

    /// <summary>More, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Sales, marketing or customer success.</summary>
    public required Domain Domain { get; init; }

    /// <summary>What executing it does.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>What executing it needs; null when the action type needs nothing.</summary>
    public ActionContext? ActionContext { get; init; }

    /// <summary>Where it stands.</summary>
    public ItemStatus Status { get; init; } = ItemStatus.Pending;

    /// <summary>The facts it is scored on.</summary>
    public required ScoreInputs ScoreInputs { get; init; }

    /// <summary>Its Action Priority Score with explanation.</summary>
    public required Score Score { get; init; }

    /// <summary>HubSpot contact.</summary>
    public Related? Contact { get; init; }

    /// <summary>HubSpot deal.</summary>
    public Related? Deal { get; init; }

    /// <summary>HubSpot company.</summary>
    public Related? Company { get; init; }

    /// <summary><c>me</c>, <c>automated</c>, or a colleague's address.</summary>
    public string Assignee { get; init; } = "me";

    /// <summary>Who or what must happen first, in words.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>What waits for this, ids or words.</summary>
    public IReadOnlyList<string> Unblocks { get; init; } = [];

    /// <summary>The signal that came first; null for moves made by hand.</summary>
    public SignalId? SignalId { get; init; }

    /// <summary>Its type, for example <c>deal_stalled</c>, whose statistics count the move; what the move says is up to its <see cref="Reasons"/>.</summary>
    public string? SignalType { get; init; }

    /// <summary>Why it is on the page, the most urgent reason first; empty for moves made by hand.</summary>
    public IReadOnlyList<MoveReason> Reasons { get; init; } = [];

    /// <summary>Dedupe hash, unique per owner.</summary>
    public string? SignalHash { get; init; }

    /// <summary>
    /// What it is about, as its signal named it (<c>deal:123</c>). While the move is open, a signal for the same entity and
    /// action type strengthens it instead of adding a second one. Null for moves made by hand.
    /// </summary>
    public string? Entity { get; init; }

    /// <summary>When it should be done.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>When a snoozed move comes back.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Why it was dismissed: <c>not_relevant</c>, <c>bad_timing</c>, <c>already_done</c>, <c>wrong_person</c>, <c>other</c>.</summary>
    public string? SkipReason { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its effect reached the outside.</summary>
    public DateTimeOffset? ExecutedAt { get; init; }

    /// <summary>When it was finished, by outcome or by hand.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The latest execution, if any.</summary>
    public ExecutionId? ExecutionId { get; init; }

    /// <summary>The latest outcome, if any.</summary>
    public OutcomeSummary? Outcome { get; init; }

    /// <summary>Counts changes; the wire's <c>etag</c>.</summary>
    public long Version { get; init; } = 1;
}
