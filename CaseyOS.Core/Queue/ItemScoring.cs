using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Queue;

/// <summary>Scores moves: what the move itself tells (its date, who blocks it, what it lacks) goes into the inputs here, once.</summary>
public sealed class ItemScoring(Scorer scorer)
{
    /// <summary>The move with a fresh score.</summary>
    public QueueItem Rescore(QueueItem item, DateTimeOffset now, TimeZoneInfo zone)
    {
        var inputs = item.ScoreInputs with
        {
            Domain = item.Domain,
            ActionType = item.ActionType,
            MissingInformation = Missing(item),
            DependsOnOthers = item.BlockedBy is not null,
            WaitingItems = item.Unblocks.Count,
            AlsoBecause = Reasons.Further(item),
        };
        return item with { ScoreInputs = inputs, Score = scorer.Score(inputs, item.DueBy, item.CreatedAt, now, zone) };
    }

    /// <summary>Whether a fresh score differs enough to be stored: by a tenth, the smallest step that shows.</summary>
    public static bool Moved(Score stored, Score fresh) =>
        Math.Abs(stored.Base - fresh.Base) > 0.05 || Math.Abs(stored.Rank - fresh.Rank) > 0.05;

    // A mail without a recipient is the one gap that the action types we can perform have.
    private static int Missing(QueueItem item) => item.ActionType switch
    {
        ActionType.SendEmail or ActionType.FollowUp or ActionType.CheckIn or ActionType.SendProposal or ActionType.RenewalOutreach or ActionType.OnboardingFollowUp =>
            item.ActionContext is MailContext { To: not null } or TaskContext or MeetingContext or ContentContext ? 0 : 1,
        _ => 0,
    };
}
