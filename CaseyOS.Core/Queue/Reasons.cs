using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Queue;

/// <summary>
/// Why a move is on the page. A further reason for it strengthens it; when one goes, the others keep it there. The most
/// urgent one names the move, unless the user gave it a name of his own.
/// </summary>
internal static class Reasons
{
    public static MoveReason Of(string signalType, MoveProposal proposal) =>
        new(signalType, proposal.Because ?? signalType.Replace('_', ' '), MoveText.Clip(proposal.Title), proposal.ScoreInputs.BaseUrgency ?? 0)
        {
            Description = proposal.Description,
            Covers = proposal.Covers ?? [],
        };

    /// <summary>All reasons of a move; of one that was stored before reasons were kept, the one that its signal tells.</summary>
    public static IReadOnlyList<MoveReason> Of(QueueItem item) =>
        item.Reasons.Count > 0 || item.SignalType is not { } type ? item.Reasons
            : [new(type, type.Replace('_', ' '), item.Title, item.ScoreInputs.BaseUrgency ?? 0) { Description = item.Description }];

    /// <summary>The words of all reasons but the one that names the move; null when there are none.</summary>
    public static IReadOnlyList<string>? Further(QueueItem item)
    {
        if (item.Reasons.Count < 2)
        {
            return null;
        }

        var strongest = Strongest(item.Reasons);
        return [.. item.Reasons.Where(reason => reason != strongest).Select(reason => reason.Words)];
    }

    /// <summary>With one more reason; the same one again brings its words up to date, and one that another covers changes nothing.</summary>
    public static QueueItem Because(this QueueItem item, MoveReason fresh)
    {
        var before = Of(item);
        if (before.Any(reason => reason.SignalType != fresh.SignalType && reason.Covers.Contains(fresh.SignalType, StringComparer.Ordinal)))
        {
            return item;
        }

        var kept = before.Where(reason => !fresh.Covers.Contains(reason.SignalType, StringComparer.Ordinal)).ToList();
        var place = kept.FindIndex(reason => reason.SignalType == fresh.SignalType);
        if (place < 0)
        {
            kept.Add(fresh);
        }
        else
        {
            kept[place] = fresh;
        }

        return item.Named(before, kept);
    }

    /// <summary>Without the reasons of these rules, of which at least one must stay.</summary>
    public static QueueItem Without(this QueueItem item, IReadOnlyCollection<string> signalTypes)
    {
        var before = Of(item);
        List<MoveReason> kept = [.. before.Where(reason => !signalTypes.Contains(reason.SignalType))];
        var named = item.Named(before, kept);
        return named with { ScoreInputs = named.ScoreInputs with { BaseUrgency = kept.Max(reason => reason.Urgency) } };
    }

    private static QueueItem Named(this QueueItem item, IReadOnlyList<MoveReason> before, IReadOnlyList<MoveReason> after)
    {
        var (was, now) = (Strongest(before), Strongest(after)!);
        return item with
        {
            Reasons = after,
            Title = item.Title == was?.Title ? now.Title : item.Title,
            Description = item.Description is null || item.Description == was?.Description ? now.Description : item.Description,
        };
    }

    private static MoveReason? Strongest(IReadOnlyList<MoveReason> reasons) => reasons.MaxBy(reason => reason.Urgency);
}
