namespace CaseyOS.Core.Orchestration;

/// <summary>Where an instance stands. The numbers are those of the Durable extension's protocol.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It runs or waits.</summary>
    Running = 0,

    /// <summary>It returned.</summary>
    Completed = 1,

    /// <summary>It began anew under the same id.</summary>
    ContinuedAsNew = 2,

    /// <summary>It threw.</summary>
    Failed = 3,

    /// <summary>Cancelled; the extension knows it, nothing of ours uses it.</summary>
    Canceled = 4,

    /// <summary>Somebody ended it from outside.</summary>
    Terminated = 5,

    /// <summary>Started, but no turn has run.</summary>
    Pending = 6,

    /// <summary>Held; the extension knows it, nothing of ours uses it.</summary>
    Suspended = 7,
}

/// <summary>The status' meaning.</summary>
public static class OrchestrationRuntimeStatuses
{
    /// <summary>Whether nothing more will happen.</summary>
    public static bool IsFinished(this OrchestrationRuntimeStatus status) =>
        status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Canceled or OrchestrationRuntimeStatus.Terminated;
}
