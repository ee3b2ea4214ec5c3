namespace CaseyOS.Testing;

/// <summary>Real time, moved forward on request: for what must go on while days pass.</summary>
public sealed class OffsetClock : TimeProvider
{
    private long offset;

    /// <summary>Moves it forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref offset));

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp() + (long)((Int128)Interlocked.Read(ref offset) * System.TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;
}
