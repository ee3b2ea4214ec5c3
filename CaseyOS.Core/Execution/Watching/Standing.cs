namespace CaseyOS.Core.Executions.Watching;

/// <summary>Where an execution's watch stands, as far as the orchestration decides by it; what every activity answers.</summary>
/// <param name="State">What is awaited.</param>
/// <param name="Until">When waiting ends by itself.</param>
/// <param name="NextCheck">When somebody looks without being called.</param>
/// <param name="TellAt">When HubSpot is told again.</param>
/// <param name="EndedBecause">Why nothing is awaited any more.</param>
public sealed record Standing(WatchState State, DateTimeOffset? Until = null, DateTimeOffset? NextCheck = null, DateTimeOffset? TellAt = null, WatchEnd? EndedBecause = null)
{
    /// <summary>Whether the effect is still being made, or held.</summary>
    internal bool IsUnderWay => State is WatchState.Performing or WatchState.Holding or WatchState.TellingCrm;

    /// <summary>Whether nothing is awaited any more.</summary>
    internal bool HasEnded => State == WatchState.Ended;

    /// <summary>Whether waiting has ended by itself.</summary>
    internal bool IsOver(DateTimeOffset now) => Until <= now;

    /// <summary>When there is something to do without anybody calling.</summary>
    internal DateTimeOffset WakeAt(DateTimeOffset now) => IsUnderWay
        ? Later(Until, NextCheck) ?? now
        : Earlier(NextCheck, TellAt) ?? now;

    internal static Standing Of(Execution execution) => new(
        execution.Watch.State, execution.Watch.Until, execution.Watch.NextCheck, execution.Watch.TellAt, execution.Watch.EndedBecause);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
