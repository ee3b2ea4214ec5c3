using System.Text.Json.Serialization;
using CaseyOS.Core.Audits;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Guards;

/// <summary>Stops all actions; <c>reason</c> is shown to everybody.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StopActionsRequest(string? Reason = null);

/// <summary>Whether anything may be done outside.</summary>
/// <param name="Enabled">It may.</param>
/// <param name="StoppedBy">Who pressed the emergency stop; null when the configuration says so.</param>
/// <param name="StoppedAt">When.</param>
/// <param name="Reason">Why, in his words.</param>
/// <param name="Explanation">All of it in a sentence; null while actions may be done.</param>
public sealed record ActionsResponse(bool Enabled, string? StoppedBy, DateTimeOffset? StoppedAt, string? Reason, string? Explanation)
{
    internal static ActionsResponse From(ActionStop? stop) => new(stop is null, stop?.By, stop?.At, stop?.Reason, stop?.Explain());
}

/// <summary>All limits.</summary>
public sealed record LimitsResponse(IReadOnlyList<LimitResponse> Items);

/// <summary>Where a limit stands.</summary>
/// <param name="Name">Such as <c>mails_per_hour</c>.</param>
/// <param name="Limit">How many may be done in its window.</param>
/// <param name="Used">How many were.</param>
/// <param name="Left">How many more may be done now.</param>
/// <param name="WindowSeconds">Length of the window, which rolls.</param>
/// <param name="NextAt">When there is room again; null when there is now.</param>
public sealed record LimitResponse(string Name, int Limit, int Used, int Left, int WindowSeconds, DateTimeOffset? NextAt)
{
    internal static LimitResponse From(LimitState state) =>
        new(state.Rule.Name, state.Rule.Most, state.Used, state.Left, (int)state.Rule.Window.TotalSeconds, state.NextAt);
}

/// <summary>The circuits of all handlers, as this instance sees them.</summary>
public sealed record CircuitsResponse(IReadOnlyList<CircuitState> Items);

/// <summary>A page of the audit trail, newest first.</summary>
public sealed record AuditResponse(IReadOnlyList<AuditEntryResponse> Items, string? NextCursor);

/// <summary>An entry of the audit trail.</summary>
public sealed record AuditEntryResponse(
    DateTimeOffset At,
    string Actor,
    string What,
    string? Target,
    ExecutionId? ExecutionId,
    QueueItemId? ItemId,
    ActionType? ActionType,
    ExecutionMode? Mode,
    string? ContactId,
    string? RecipientHash,
    string? ContentHash,
    string? Result)
{
    internal static AuditEntryResponse From(AuditEntry entry) => new(
        entry.At, entry.Actor, entry.What, entry.Target, entry.Execution, entry.Item, entry.ActionType, entry.Mode, entry.Contact, entry.Recipient, entry.Content, entry.Result);
}
