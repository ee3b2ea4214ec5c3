using System.Globalization;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>The signal that proposes a follow-up.</summary>
internal static class FollowUpSignal
{
    /// <summary>One per execution, ever.</summary>
    public static string Hash(ExecutionId execution) => SignalHash.Of(FollowUps.SignalType, $"execution:{execution}", SignalHash.Once);

    public static Signal Of(Execution execution, QueueItem answered, DateTimeOffset appearsAt, DateTimeOffset now, SignalId id) => new()
    {
        Id = id,
        Owner = execution.Owner,
        Type = FollowUps.SignalType,
        Source = SignalSource.Internal,
        // As the rules name it, so that a move about the same deal or lead is strengthened rather than doubled.
        Entity = execution.Deal is { } deal ? $"deal:{deal.Id}" : execution.Contact is { } contact ? $"contact:{contact.Id}" : $"thread:{execution.MailResult!.ThreadId}",
        Hash = Hash(execution.Id),
        OccurredAt = execution.Outcome!.OccurredAt,
        DetectedAt = now,
        Payload = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["execution_id"] = execution.Id.ToString(),
            ["sent_at"] = execution.SentAt!.Value.ToString("O", CultureInfo.InvariantCulture),
            ["evidence"] = execution.Outcome.Evidence,
        },
        Proposal = new MoveProposal
        {
            Title = $"Follow up with {Person(execution)}{(execution.Company is { } company ? $" at {company.Name}" : "")}: no answer yet",
            Description = $"{execution.Outcome.Evidence} It was about \"{execution.Mail.Subject}\".",
            ActionType = ActionType.FollowUp,
            Domain = answered.Domain,
            DueBy = (appearsAt > now ? appearsAt : now).AddDays(1),
            SnoozedUntil = appearsAt > now ? appearsAt : null,
            ScoreInputs = answered.ScoreInputs with { ActionType = ActionType.FollowUp, BaseUrgency = Urgency, WaitingSince = execution.SentAt },
            ActionContext = new MailContext
            {
                To = execution.Mail.To,
                ToName = execution.Mail.ToName,
                Subject = MailSubject.AnswerTo(execution.Mail.Subject),
                ThreadId = execution.MailResult!.ThreadId,
                InReplyTo = execution.SentMessageId,
            },
            Contact = execution.Contact,
            Deal = execution.Deal,
            Company = execution.Company,
        },
    };

    private const double Urgency = 70;

    private static string Person(Execution execution) => execution.Mail.ToName ?? execution.Contact?.Name ?? execution.Mail.To;
}
