namespace CaseyOS.Core.Orchestration;

/// <summary>What an instance has been through and what keeps it, for people. Inputs and results are left out: only ids and names.</summary>
/// <param name="Events">In their order.</param>
/// <param name="WaitsFor">What has been started and has not ended; nothing for an instance that has ended.</param>
public sealed record OrchestrationHistory(IReadOnlyList<OrchestrationEvent> Events, IReadOnlyList<OrchestrationWait> WaitsFor);

/// <summary>One line of a history.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">For example <c>task_completed</c>.</param>
/// <param name="Name">The activity or event, where there is one.</param>
public sealed record OrchestrationEvent(DateTimeOffset At, string Kind, string? Name = null);

/// <summary>Something that an instance waits for.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Which activity.</param>
/// <param name="Until">When the timer fires.</param>
public sealed record OrchestrationWait(OrchestrationWaitKind Kind, string? Name = null, DateTimeOffset? Until = null)
{
    /// <summary>Neither an activity nor a timer is open and yet it runs: only an event from outside can bring it on.</summary>
    public static OrchestrationWait Event { get; } = new(OrchestrationWaitKind.Event);
}

/// <summary>What instances wait for.</summary>
public enum OrchestrationWaitKind
{
    /// <summary>An activity's end.</summary>
    Activity,

    /// <summary>A time.</summary>
    Timer,

    /// <summary>An event from outside.</summary>
    Event,

    /// <summary>Its first or next turn, which is due.</summary>
    Turn,
}
