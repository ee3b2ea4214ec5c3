namespace CaseyOS.Core.Executions;

/// <summary>
/// That somebody has begun to take an execution back. It is written before anything is done outside, so that whoever sees there
/// that the effect is gone knows by whose wish, also when the undo was cut off before it could write its end.
/// </summary>
/// <param name="By">Who wants it undone.</param>
/// <param name="At">Since when.</param>
public sealed record BegunUndo(string By, DateTimeOffset At);
