using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Functions.Execution;

namespace CaseyOS.Functions.Queue;

/// <summary>One move as on the wire.</summary>
public sealed record MoveResponse(
    QueueItemId Id,
    string Title,
    string? Description,
    Domain Domain,
    ActionType ActionType,
    ActionContext? ActionContext,
    ItemStatus Status,
    double BaseScore,
    double RankScore,
    double PriorityScore,
    string Reasoning,
    IReadOnlyList<Driver> Drivers,
    LearningEffect Learning,
    string? WouldChange,
    Related? Contact,
    Related? Deal,
    Related? Company,
    string? ContactId,
    string? DealId,
    string? CompanyId,
    string Assignee,
    string? BlockedBy,
    IReadOnlyList<string> Unblocks,
    SignalId? SignalId,
    string? SignalType,
    string? SignalHash,
    DateTimeOffset? DueBy,
    DateTimeOffset? SnoozedUntil,
    string? SkipReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ExecutedAt,
    DateTimeOffset? CompletedAt,
    ExecutionId? ExecutionId,
    OutcomeSummary? Outcome,
    bool CanExecute,
    string Etag)
{
    /// <summary>Where the watch over its latest execution stands; only when one move is asked for.</summary>
    public WatchResponse? Watch { get; init; }

    /// <summary>As on the wire; <paramref name="actions"/> tells whether "Execute" does anything.</summary>
    public static MoveResponse From(QueueItem item, IExecutableActions actions) => new(
        item.Id,
        item.Title,
        item.Description,
        item.Domain,
        item.ActionType,
        item.ActionContext,
        item.Status,
        item.Score.Base,
        item.Score.Rank,
        item.Score.Priority,
        item.Score.Reasoning,
        item.Score.Drivers,
        item.Score.Learning,
        item.Score.WouldChange,
        item.Contact,
        item.Deal,
        item.Company,
        item.Contact?.Id,
        item.Deal?.Id,
        item.Company?.Id,
        item.Assignee,
        item.BlockedBy,
        item.Unblocks,
        item.SignalId,
        item.SignalType,
        item.SignalHash,
        item.DueBy,
        item.SnoozedUntil,
        item.SkipReason,
        item.CreatedAt,
        item.UpdatedAt,
        item.ExecutedAt,
        item.CompletedAt,
        item.ExecutionId,
        item.Outcome,
        CanBeExecuted(item, actions),
        ETags.Of(item.Version));

    // A reminder about mail is no mail: executing it would write another one.
    private static bool CanBeExecuted(QueueItem item, IExecutableActions actions) =>
        actions.CanExecute(item.ActionType) && !(ActionSlot.IsMail(item.ActionType) && item.ActionContext is TaskContext);
}
