namespace CaseyOS.Core.Queue;

/// <summary>What a recalculation did.</summary>
/// <param name="Examined">Open moves looked at.</param>
/// <param name="Rewritten">Moves whose stored score or status changed.</param>
public sealed record Recalculation(int Examined, int Rewritten);
