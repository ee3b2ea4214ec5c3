using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Outcomes;

/// <summary>What an outcome that ends a watch does to the move.</summary>
internal static class ShownOutcome
{
    /// <summary>The move with its outcome. One that the user has finished, or opened again, keeps his status.</summary>
    public static QueueItem Show(this QueueItem item, OutcomeSummary summary, DateTimeOffset now) => item.Status == ItemStatus.Executed
        ? item with { Outcome = summary, Status = ItemStatus.Completed, CompletedAt = now }
        : item with { Outcome = summary };

    /// <summary>Whether it says only that nothing happened: whatever did happen goes before it.</summary>
    public static bool IsSilence(this OutcomeType type) => type is OutcomeType.NoResponse or OutcomeType.DraftAbandoned;
}
