namespace CaseyOS.Core.Queue;

/// <summary>
/// What is counted about the moves of a rule. Each event is a small row of its own, written in the transaction that changes
/// the move: nobody competes for a counter, a repeat is the same row, and what is undone soon is uncounted. An hour later
/// the rows are added up (<see cref="RuleTallies"/>).
/// </summary>
internal static class Tally
{
    public const string Shown = "shown";
    public const string Strengthened = "strengthened";
    public const string Accepted = "accepted";
    public const string Executed = "executed";
    public const string Completed = "completed";
    public const string Resolved = "resolved";
    public const string Replied = "replied";
    public const string Skipped = "skipped.";
    public const string NoReason = "no_reason";

    /// <summary>Events of one change; false takes one back.</summary>
    public static IEnumerable<(string Event, bool Counts)> Of(QueueItem before, QueueItem after)
    {
        var (was, now) = (before.Status, after.Status);
        if (IsTaken(was) != IsTaken(now) && (IsTaken(now) || now is ItemStatus.Pending or ItemStatus.Snoozed or ItemStatus.Skipped))
        {
            yield return (Accepted, IsTaken(now));
        }

        if (SkipOf(before) is var skipped && SkipOf(after) is var skips && skipped != skips)
        {
            if (skipped is not null)
            {
                yield return (skipped, false);
            }

            if (skips is not null)
            {
                yield return (skips, true);
            }
        }

        if (now != was && (now is ItemStatus.Executed || (was is ItemStatus.Executed && now is ItemStatus.RolledBack)))
        {
            yield return (Executed, now is ItemStatus.Executed);
        }

        if ((now is ItemStatus.Completed && ItemTransitions.IsOpen(was)) || (was is ItemStatus.Completed && ItemTransitions.IsOpen(now)))
        {
            yield return (Completed, now is ItemStatus.Completed);
        }

        if ((now is ItemStatus.Resolved) != (was is ItemStatus.Resolved))
        {
            yield return (Resolved, now is ItemStatus.Resolved);
        }

        if (after.Outcome is { Type: Outcomes.OutcomeType.EmailReplied } && before.Outcome?.Type != Outcomes.OutcomeType.EmailReplied)
        {
            yield return (Replied, true);
        }
    }

    // The user took it up: accepted it, executed it at once, or did it himself.
    private static bool IsTaken(ItemStatus status) =>
        status is ItemStatus.Accepted or ItemStatus.Executing or ItemStatus.Executed or ItemStatus.Completed or ItemStatus.Failed or ItemStatus.RolledBack;

    private static string? SkipOf(QueueItem item) => item.Status is ItemStatus.Skipped ? Skipped + (item.SkipReason ?? NoReason) : null;
}
