namespace CaseyOS.Core.Queue;

/// <summary>Where a move stands. Changes pass through the transition table and nowhere else.</summary>
public enum ItemStatus
{
    /// <summary>Proposed, waiting for a decision.</summary>
    Pending,

    /// <summary>The user means to do it.</summary>
    Accepted,

    /// <summary>An execution is under way.</summary>
    Executing,

    /// <summary>Done on the outside; its outcome is awaited.</summary>
    Executed,

    /// <summary>Finished, with an outcome or by hand.</summary>
    Completed,

    /// <summary>Put off until a time, then pending again.</summary>
    Snoozed,

    /// <summary>Dismissed by the user.</summary>
    Skipped,

    /// <summary>The execution failed and nothing reached the outside, or what did was undone.</summary>
    Failed,

    /// <summary>The execution's effect was undone.</summary>
    RolledBack,

    /// <summary>The reason has gone by itself.</summary>
    Resolved,
}
