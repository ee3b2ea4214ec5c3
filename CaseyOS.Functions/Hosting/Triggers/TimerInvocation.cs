namespace CaseyOS.Functions.Hosting;

/// <summary>What the host says about a timer run.</summary>
/// <param name="IsPastDue">The run should have happened earlier.</param>
/// <param name="Last">When the previous run was due; null for the first.</param>
/// <param name="Next">When the next one is due; null when the host does not say.</param>
public sealed record TimerInvocation(bool IsPastDue, DateTimeOffset? Last, DateTimeOffset? Next);
