using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Guards;

/// <summary>Where a handler's circuit stands on this instance.</summary>
/// <param name="Handler">Name of the handler.</param>
/// <param name="Actions">What it performs.</param>
/// <param name="State"><c>closed</c>, <c>open</c> or <c>half_open</c>.</param>
/// <param name="Failures">In a row.</param>
/// <param name="NextProbeAt">When one execution may try again; null unless it is open.</param>
public sealed record CircuitState(string Handler, IReadOnlyList<ActionType> Actions, string State, int Failures, DateTimeOffset? NextProbeAt);
