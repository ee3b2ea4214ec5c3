using CaseyOS.Core.Outcomes;

namespace CaseyOS.Functions.Outcomes;

/// <summary>A page of outcomes, newest first.</summary>
public sealed record OutcomesResponse(IReadOnlyList<OutcomeResponse> Items, string? NextCursor);

/// <summary>One outcome as on the wire. <c>detection_method</c> lists every way that saw it.</summary>
public sealed record OutcomeResponse(
    OutcomeId Id,
    ExecutionId ExecutionId,
    QueueItemId QueueItemId,
    OutcomeType OutcomeType,
    string Evidence,
    string DetectionMethod,
    string? ContactEmail,
    DateTimeOffset OccurredAt,
    DateTimeOffset DetectedAt)
{
    internal static OutcomeResponse From(Outcome outcome) => new(
        outcome.Id,
        outcome.ExecutionId,
        outcome.QueueItemId,
        outcome.Type,
        outcome.Evidence,
        string.Join(',', outcome.DetectionMethods),
        outcome.ContactEmail,
        outcome.OccurredAt,
        outcome.DetectedAt);
}
