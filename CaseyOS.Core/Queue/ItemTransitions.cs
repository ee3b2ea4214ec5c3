using System.Collections.Frozen;

namespace CaseyOS.Core.Queue;

/// <summary>The one table of status changes. Whatever is not in it is refused, from every side: page, timer, execution.</summary>
public static class ItemTransitions
{
    private static readonly FrozenDictionary<ItemStatus, FrozenSet<ItemStatus>> Table = new Dictionary<ItemStatus, FrozenSet<ItemStatus>>
    {
        [ItemStatus.Pending] = To(ItemStatus.Accepted, ItemStatus.Snoozed, ItemStatus.Skipped, ItemStatus.Executing, ItemStatus.Completed, ItemStatus.Resolved),
        [ItemStatus.Accepted] = To(ItemStatus.Pending, ItemStatus.Snoozed, ItemStatus.Skipped, ItemStatus.Executing, ItemStatus.Completed, ItemStatus.Resolved),
        [ItemStatus.Snoozed] = To(ItemStatus.Pending, ItemStatus.Skipped, ItemStatus.Completed, ItemStatus.Executing, ItemStatus.Resolved),
        [ItemStatus.Executing] = To(ItemStatus.Executed, ItemStatus.Failed, ItemStatus.Pending),
        [ItemStatus.Executed] = To(ItemStatus.Completed, ItemStatus.RolledBack),
        [ItemStatus.Failed] = To(ItemStatus.Executing, ItemStatus.Pending, ItemStatus.Skipped),
        [ItemStatus.RolledBack] = To(ItemStatus.Pending, ItemStatus.Skipped),
        [ItemStatus.Skipped] = To(ItemStatus.Pending),
        [ItemStatus.Completed] = To(ItemStatus.Pending, ItemStatus.RolledBack),
        [ItemStatus.Resolved] = To(ItemStatus.Pending),
    }.ToFrozenDictionary();

    // What a person may ask for. The others are consequences: of an execution, of its undoing, of a reason that has gone.
    private static readonly FrozenSet<ItemStatus> ByHand =
        To(ItemStatus.Pending, ItemStatus.Accepted, ItemStatus.Snoozed, ItemStatus.Skipped, ItemStatus.Completed);

    /// <summary>Whether a move may go from one status to the other. Staying is not a change and not allowed as one.</summary>
    public static bool Allows(ItemStatus from, ItemStatus to) => Table[from].Contains(to);

    /// <summary>
    /// Whether a person may make this change directly. Stricter than <see cref="Allows"/>: only an execution starts,
    /// ends or undoes one, so that no move is ever "executing" with nothing behind it.
    /// </summary>
    public static bool AllowsByHand(ItemStatus from, ItemStatus to) =>
        from != ItemStatus.Executing && ByHand.Contains(to) && Allows(from, to);

    /// <summary>
    /// Whether a move still waits for something to be done. Open moves are kept together and read whole; closed ones are
    /// only ever paged. An executed move is closed: what it waits for is its outcome, and a new signal about the same
    /// entity deserves a new move.
    /// </summary>
    public static bool IsOpen(ItemStatus status) =>
        status is ItemStatus.Pending or ItemStatus.Accepted or ItemStatus.Snoozed or ItemStatus.Executing or ItemStatus.Failed;

    private static FrozenSet<ItemStatus> To(params ItemStatus[] statuses) => statuses.ToFrozenSet();
}
