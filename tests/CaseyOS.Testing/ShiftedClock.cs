namespace CaseyOS.Testing;

/// <summary>
/// The real clock, some time ahead: timers run as usual, and a test moves "now" as far as it likes. What waits for a time that has
/// come in this way has to be woken.
/// </summary>
public sealed class ShiftedClock : TimeProvider
{
    private long ahead;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
