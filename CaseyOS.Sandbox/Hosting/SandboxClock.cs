namespace CaseyOS.Sandbox.Hosting;

/// <summary>Real time, made faster and moved forward on request. Everything in the sandbox reads this clock.</summary>
internal sealed class SandboxClock(TimeProvider real, double speed) : TimeProvider
{
    private readonly DateTimeOffset start = real.GetUtcNow();
    private long offsetTicks;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    public override DateTimeOffset GetUtcNow()
    {
        var elapsed = real.GetUtcNow() - start;
        return start + (elapsed * speed) + Offset;
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref offsetTicks, by.Ticks);

    /// <summary>After a restart the clock continues where the stored state stopped, never before it.</summary>
    public void ContinueFrom(DateTimeOffset time)
    {
        var behind = time - GetUtcNow();
        if (behind > TimeSpan.Zero)
        {
            Advance(behind);
        }
    }
}
