using static CaseyOS.Core.Executions.ExecutionStatus;

namespace CaseyOS.Core.Executions;

/// <summary>The one table of what may follow what in the life of an execution.</summary>
public static class ExecutionTransitions
{
    /// <summary>Whether an execution may go from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static bool Allows(ExecutionStatus from, ExecutionStatus to) => (from, to) switch
    {
        (Reserved, Performing or Failed) => true,
        (Queued, Queued or Performing or Cancelled) => true,
        // A performer may be replaced by another one, whose lease begins anew.
        (Performing, Performing or Logging or Failed) => true,
        (Logging, Logging or Succeeded) => true,
        (Succeeded, RolledBack) => true,
        _ => false,
    };

    /// <summary>Whether somebody works on it, or should.</summary>
    public static bool IsUnderWay(this ExecutionStatus status) => status is Reserved or Queued or Performing or Logging;
}
