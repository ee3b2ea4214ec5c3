using static CaseyOS.Core.Executions.ExecutionStatus;

namespace CaseyOS.Core.Executions;

/// <summary>The one table of what may follow what in the life of an execution.</summary>
public static class ExecutionTransitions
{
    /// <summary>Whether an execution may go from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static bool Allows(ExecutionStatus from, ExecutionStatus to) => (from, to) switch
    {
        (Queued, Queued or Performing or Cancelled or Failed) => true,
        // A performer may be replaced by another one, whose lease begins anew.
        (Performing, Performing or Holding or Logging or Failed) => true,
        // The one fork: from here on it is either being sent or being taken back, and whoever writes the row first decides.
        (Holding, Holding or Sending or Withdrawing) => true,
        // Back to holding while actions are stopped: nothing has gone out yet.
        (Sending, Sending or Holding or Withdrawing or Logging or Failed) => true,
        // Logging: the user sent the draft himself before it could be taken back.
        (Withdrawing, Withdrawing or Logging or Cancelled or Failed) => true,
        (Logging, Logging or Succeeded) => true,
        (Succeeded, RolledBack) => true,
        _ => false,
    };

    /// <summary>Whether somebody works on it, or should.</summary>
    public static bool IsUnderWay(this ExecutionStatus status) => status is Queued or Performing or Holding or Sending or Withdrawing or Logging;
}
