using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Queue;

/// <summary>
/// Why a move is on the page. A further reason for it strengthens it; when one goes, the others keep it there. The most urgent
/// one leads: it decides title, kind of action and mail. All that a move says follows from its reasons, in whatever order their
/// signals arrived; what the user changed by hand stays as he has it.
/// </summary>
internal static class Reasons
{
    public static MoveReason Of(Signal signal, MoveProposal proposal) =>
        new(signal.Type, proposal.Because ?? signal.Type.Replace('_', ' '), MoveText.Clip(proposal.Title), proposal.ScoreInputs.BaseUrgency ?? 0)
        {
            Description = proposal.Description,
            Covers = proposal.Covers ?? [],
            SignalId = signal.Id,
            OccurredAt = signal.OccurredAt,
            DetectedAt = signal.DetectedAt,
            Facts = MoveFacts.Of(proposal),
        };

    /// <summary>All reasons of a move, the leading one first; of one that was stored before reasons were kept, the one that its signal tells.</summary>
    public static IReadOnlyList<MoveReason> Of(QueueItem item)
    {
        var kept = item.Reasons.Count > 0 || item.SignalType is not { } type ? item.Reasons
            : [new(type, type.Replace('_', ' '), item.Title, item.ScoreInputs.BaseUrgency ?? 0) { Description = item.Description }];
        return Ranked(kept.Select(reason => reason.Facts is null ? reason with { Facts = MoveFacts.Of(item) } : reason));
    }

    /// <summary>The rule whose reason leads the move; null for moves made by hand.</summary>
    public static string? Leading(QueueItem item) => Of(item) is [var leading, ..] ? leading.SignalType : null;

    /// <summary>The words of all reasons but the one that leads; null when there are none.</summary>
    public static IReadOnlyList<string>? Further(QueueItem item) =>
        item.Reasons.Count < 2 ? null : [.. Ranked(item.Reasons).Skip(1).Select(reason => reason.Words)];

    /// <summary>The move that a reason calls for alone.</summary>
    public static QueueItem Begin(MoveReason reason, Signal signal, QueueItemId id, DateTimeOffset now)
    {
        var facts = reason.Facts!;
        var waits = facts.SnoozedUntil > now;
        return new()
        {
            Id = id,
            Owner = signal.Owner,
            Title = reason.Title,
            Description = reason.Description,
            Domain = facts.Domain,
            ActionType = facts.ActionType,
            ActionContext = facts.ActionContext,
            ScoreInputs = facts.ScoreInputs,
            Score = Score.Unscored,
            Contact = facts.Contact,
            Deal = facts.Deal,
            Company = facts.Company,
            Entity = signal.Entity,
            SignalId = signal.Id,
            SignalType = signal.Type,
            SignalHash = signal.Hash,
            Reasons = [reason],
            DueBy = facts.DueBy,
            Status = waits ? ItemStatus.Snoozed : ItemStatus.Pending,
            SnoozedUntil = waits ? facts.SnoozedUntil : null,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>With one more reason; the same one again brings it up to date, and one that another covers changes nothing.</summary>
    public static QueueItem Because(this QueueItem item, MoveReason fresh)
    {
        var before = Of(item);
        if (before.Any(reason => reason.SignalType != fresh.SignalType && reason.Covers.Contains(fresh.SignalType, StringComparer.Ordinal)))
        {
            return item;
        }

        var same = before.FirstOrDefault(reason => reason.SignalType == fresh.SignalType);
        var others = before.Where(reason => reason != same && !fresh.Covers.Contains(reason.SignalType, StringComparer.Ordinal));
        return item.Follow(before, Ranked([.. others, same?.And(fresh) ?? fresh]));
    }

    /// <summary>Without the reasons of these rules, of which at least one must stay.</summary>
    public static QueueItem Without(this QueueItem item, IReadOnlyCollection<string> signalTypes)
    {
        var before = Of(item);
        return item.Follow(before, [.. before.Where(reason => !signalTypes.Contains(reason.SignalType))]);
    }

    // What still is as the reasons before had it follows them; the rest is the user's.
    private static QueueItem Follow(this QueueItem item, IReadOnlyList<MoveReason> before, IReadOnlyList<MoveReason> after)
    {
        var (was, now) = (Strengthening.Together(before), Strengthening.Together(after));
        var (status, until) = item.Status == ItemStatus.Snoozed && item.SnoozedUntil == was.SnoozedUntil
            ? (now.SnoozedUntil is null ? ItemStatus.Pending : ItemStatus.Snoozed, now.SnoozedUntil)
            : (item.Status, item.SnoozedUntil);
        return item with
        {
            Reasons = after,
            Title = item.Title == before[0].Title ? after[0].Title : item.Title,
            Description = item.Description is null || item.Description == before[0].Description ? after[0].Description : item.Description,
            ActionType = now.ActionType,
            Domain = now.Domain,
            ScoreInputs = now.ScoreInputs,
            ActionContext = item.ActionContext == was.ActionContext ? now.ActionContext : Strengthening.Fill(item.ActionContext, now.ActionContext),
            DueBy = item.DueBy == was.DueBy ? now.DueBy : item.DueBy,
            Contact = now.Contact,
            Deal = now.Deal,
            Company = now.Company,
            Status = status,
            SnoozedUntil = until,
        };
    }

    private static IReadOnlyList<MoveReason> Ranked(IEnumerable<MoveReason> reasons) =>
        [.. reasons.OrderByDescending(reason => reason.Urgency).ThenBy(reason => reason.SignalType, StringComparer.Ordinal)];
}
