using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Queue;

/// <content>Moves that a person adds, and the hourly look at all scores.</content>
public sealed partial class CommandQueue
{
    /// <summary>Adds a move by hand. It has no signal, so nothing strengthens it and nothing is a duplicate of it.</summary>
    /// <exception cref="ValidationException">A value cannot be taken; names the field.</exception>
    public async Task<QueueItem> AddAsync(OwnerId owner, string actor, NewMove move, CancellationToken cancellationToken)
    {
        move.Validate();
        var now = clock.GetUtcNow();
        var item = scoring.Rescore(
            new()
            {
                Id = QueueItemId.New(clock),
                Owner = owner,
                Title = move.Title.Trim(),
                Description = move.Description,
                Domain = move.Domain,
                ActionType = move.ActionType,
                ActionContext = move.ActionContext,
                ScoreInputs = move.ScoreInputs,
                Score = Score.Unscored,
                Contact = move.Contact,
                Deal = move.Deal,
                Company = move.Company,
                Assignee = move.Assignee,
                BlockedBy = move.BlockedBy,
                Unblocks = move.Unblocks,
                DueBy = move.DueBy,
                CreatedAt = now,
                UpdatedAt = now,
            },
            now,
            await zones.GetAsync(owner, cancellationToken));
        await store.AddAsync(item, new() { At = now, Actor = actor, Change = "created", To = item.Status, Note = "By hand." }, cancellationToken);
        return item;
    }

    /// <summary>
    /// Scores all open moves anew and stores those that moved by a tenth or more, and those whose snooze is over. Safe to run
    /// twice or from several processes at once: whoever comes second finds nothing left to change.
    /// </summary>
    public async Task<Recalculation> RecalculateAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var zone = await zones.GetAsync(owner, cancellationToken);
        var open = await store.ReadOpenAsync(owner, cancellationToken);
        var now = clock.GetUtcNow();
        var rewritten = 0;
        foreach (var item in open.Items.Where(item => IsOutdated(item, now, zone)))
        {
            // Decided anew when another process was faster, and then usually to keep what that one wrote.
            Decision? decision = null;
            await ChangeAsync(
                new(owner, item.Id, HistoryEntry.Program),
                (current, at) => decision = Refresh(current, item.IsBack(now) && current.Version == item.Version, at, zone),
                cancellationToken);
            rewritten += decision is Decision.Write ? 1 : 0;
        }

        return new(open.Items.Count, rewritten);
    }

    private bool IsOutdated(QueueItem item, DateTimeOffset now, TimeZoneInfo zone) =>
        item.IsBack(now) || ItemScoring.Moved(item.Score, scoring.Rescore(item, now, zone).Score);

    private Decision Refresh(QueueItem item, bool isBack, DateTimeOffset now, TimeZoneInfo zone)
    {
        var fresh = scoring.Rescore(item, now, zone);
        return (ItemTransitions.IsOpen(item.Status), isBack, ItemScoring.Moved(item.Score, fresh.Score)) switch
        {
            (false, _, _) or (_, false, false) => new Decision.Keep(),
            (_, true, _) => new Decision.Write(fresh, "woken", "The snooze is over."),
            _ => new Decision.Write(fresh, "rescored", $"{Words.Number(item.Score.Base)} → {Words.Number(fresh.Score.Base)}."),
        };
    }
}
