using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Queue;

/// <summary>
/// Puts the facts of several reasons together: the newest of each, never less urgency, and what executing needs from the leading
/// one. Whoever puts the same reasons together gets the same, in whatever order they arrived.
/// </summary>
internal static class Strengthening
{
    /// <summary>The same rule again: the newer signal stands, but a date that was set and a wait that has begun do not move on.</summary>
    public static MoveReason And(this MoveReason one, MoveReason other)
    {
        var (newer, older) = Newer(one, other) ? (one, other) : (other, one);
        var (facts, before) = (newer.Facts!, older.Facts!);
        return newer with
        {
            Urgency = Math.Max(newer.Urgency, older.Urgency),
            Facts = facts with
            {
                DueBy = Earlier(facts.DueBy, before.DueBy),
                SnoozedUntil = Sooner(facts.SnoozedUntil, before.SnoozedUntil),
                ScoreInputs = facts.ScoreInputs with
                {
                    WaitingSince = Earlier(facts.ScoreInputs.WaitingSince, before.ScoreInputs.WaitingSince),
                    BaseUrgency = Higher(facts.ScoreInputs.BaseUrgency, before.ScoreInputs.BaseUrgency),
                },
            },
        };
    }

    /// <summary>What a move is made of that has these reasons.</summary>
    /// <param name="reasons">At least one, the leading one first.</param>
    public static MoveFacts Together(IReadOnlyList<MoveReason> reasons)
    {
        List<MoveFacts> all = [.. reasons.Select(reason => reason.Facts!)];
        return all[0] with
        {
            ScoreInputs = reasons.Reverse().OrderBy(reason => reason.DetectedAt).Select(reason => reason.Facts!.ScoreInputs).Aggregate(Merge),
            ActionContext = all.Select(facts => facts.ActionContext).Aggregate(Fill),
            DueBy = all.Select(facts => facts.DueBy).Aggregate(Earlier),
            SnoozedUntil = all.Select(facts => facts.SnoozedUntil).Aggregate(Sooner),
            Contact = all.Select(facts => facts.Contact).FirstOrDefault(contact => contact is not null),
            Deal = all.Select(facts => facts.Deal).FirstOrDefault(deal => deal is not null),
            Company = all.Select(facts => facts.Company).FirstOrDefault(company => company is not null),
        };
    }

    /// <summary>What is there stays; gaps are filled. A conversation is taken over whole: its subject and the message to answer go with it.</summary>
    public static ActionContext? Fill(ActionContext? mine, ActionContext? other) => (mine, other) switch
    {
        (MailContext mail, MailContext more) => mail with
        {
            To = mail.To ?? more.To,
            ToName = mail.ToName ?? more.ToName,
            ThreadId = mail.ThreadId ?? more.ThreadId,
            InReplyTo = mail.ThreadId is null ? more.InReplyTo : mail.InReplyTo,
            Subject = mail.ThreadId is null ? mail.Subject ?? more.Subject : mail.Subject,
        },
        _ => mine ?? other,
    };

    private static bool Newer(MoveReason one, MoveReason other) =>
        (one.DetectedAt, one.OccurredAt, one.SignalId?.Value).CompareTo((other.DetectedAt, other.OccurredAt, other.SignalId?.Value)) >= 0;

    private static ScoreInputs Merge(ScoreInputs old, ScoreInputs fresh) => old with
    {
        Subject = fresh.Subject ?? old.Subject,
        Value = fresh.Value ?? old.Value,
        StageProbability = fresh.StageProbability ?? old.StageProbability,
        IsCustomer = old.IsCustomer || fresh.IsCustomer,
        Deadline = fresh.Deadline ?? old.Deadline,
        DeadlineVerb = fresh.Deadline is null ? old.DeadlineVerb : fresh.DeadlineVerb,
        BaseUrgency = Higher(old.BaseUrgency, fresh.BaseUrgency),
        WaitingSince = Earlier(old.WaitingSince, fresh.WaitingSince),
        EffortMinutes = fresh.EffortMinutes ?? old.EffortMinutes,
        IcpFit = fresh.IcpFit ?? old.IcpFit,
        NamedLogo = old.NamedLogo || fresh.NamedLogo,
        Referenceable = old.Referenceable || fresh.Referenceable,
    };

    private static double? Higher(double? one, double? other) => one is null || other > one ? other ?? one : one;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    // Here null is the earliest of all: at once.
    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null ? null : Earlier(one, other);
}
