namespace CaseyOS.Core.Queue;

/// <summary>
/// A snoozed move comes back by itself when its time has passed. That is computed when it is looked at, so nothing has to
/// run for it; storage follows with the next change or recalculation.
/// </summary>
public static class Wake
{
    /// <summary>The move as it stands at <paramref name="now"/>.</summary>
    public static QueueItem AsOf(this QueueItem item, DateTimeOffset now) =>
        item.IsBack(now) ? item with { Status = ItemStatus.Pending, SnoozedUntil = null } : item;

    /// <summary>Whether the move is stored as snoozed and its time has passed.</summary>
    public static bool IsBack(this QueueItem item, DateTimeOffset now) =>
        item.Status is ItemStatus.Snoozed && (item.SnoozedUntil is not { } until || until <= now);
}
