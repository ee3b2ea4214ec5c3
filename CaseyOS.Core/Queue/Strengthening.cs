using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Queue;

/// <summary>What an open move takes in from one more signal about the same entity: newer facts, never less urgency.</summary>
internal static class Strengthening
{
    public static QueueItem With(this QueueItem item, MoveProposal proposal) => item with
    {
        ScoreInputs = Merge(item.ScoreInputs, proposal.ScoreInputs),
        DueBy = Earlier(item.DueBy, proposal.DueBy),
        Description = item.Description ?? proposal.Description,
        ActionContext = Merge(item.ActionContext, proposal.ActionContext),
        Contact = item.Contact ?? proposal.Contact,
        Deal = item.Deal ?? proposal.Deal,
        Company = item.Company ?? proposal.Company,
    };

    private static ScoreInputs Merge(ScoreInputs old, ScoreInputs fresh) => old with
    {
        Subject = fresh.Subject ?? old.Subject,
        Value = fresh.Value ?? old.Value,
        StageProbability = fresh.StageProbability ?? old.StageProbability,
        IsCustomer = old.IsCustomer || fresh.IsCustomer,
        Deadline = fresh.Deadline ?? old.Deadline,
        DeadlineVerb = fresh.Deadline is null ? old.DeadlineVerb : fresh.DeadlineVerb,
        BaseUrgency = Math.Max(old.BaseUrgency ?? 0, fresh.BaseUrgency ?? 0) is > 0 and var urgency ? urgency : null,
        WaitingSince = Earlier(old.WaitingSince, fresh.WaitingSince),
        EffortMinutes = fresh.EffortMinutes ?? old.EffortMinutes,
        IcpFit = fresh.IcpFit ?? old.IcpFit,
        NamedLogo = old.NamedLogo || fresh.NamedLogo,
        Referenceable = old.Referenceable || fresh.Referenceable,
    };

    // What the user or the first signal wrote stays; a second one only fills gaps.
    private static ActionContext? Merge(ActionContext? old, ActionContext? fresh) => (old, fresh) switch
    {
        (MailContext mine, MailContext other) => mine with
        {
            To = mine.To ?? other.To,
            ToName = mine.ToName ?? other.ToName,
            ThreadId = mine.ThreadId ?? other.ThreadId,
            InReplyTo = mine.ThreadId is null ? other.InReplyTo : mine.InReplyTo,
        },
        _ => old ?? fresh,
    };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
