namespace CaseyOS.Core.Outcomes;

/// <summary>The latest outcome as shown on a move; the whole record is in the outcome history.</summary>
/// <param name="Id">The outcome's id.</param>
/// <param name="Type">For example <c>email_replied</c>.</param>
/// <param name="OccurredAt">When it happened on the outside.</param>
/// <param name="Evidence">One sentence a person can check: who, when, which thread.</param>
public sealed record OutcomeSummary(OutcomeId Id, OutcomeType Type, DateTimeOffset OccurredAt, string Evidence);
