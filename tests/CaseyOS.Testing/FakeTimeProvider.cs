namespace CaseyOS.Testing;

/// <summary>
/// A clock that stands still until a test moves it; timers and delays made with it fire on the way. Named and shaped like
/// the one in Microsoft.Extensions.TimeProvider.Testing. Thread-safe.
/// </summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now = start;

    /// <summary>Starts on a Monday morning.</summary>
    public FakeTimeProvider()
        : this(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>When the clock was made.</summary>
    public DateTimeOffset Start { get; } = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock; every timer that comes due fires at its own time, in order.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (NextUntil(until) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = until > now ? until : now;
        }
    }

    /// <summary>Sets the clock to a later time.</summary>
    public void SetUtcNow(DateTimeOffset time) => Advance(time - GetUtcNow());

    /// <summary>
    /// Moves the clock in small steps while real work (HTTP on loopback, for example) goes on, until <paramref name="work"/> is done.
    /// </summary>
    public async Task<T> RunAsync<T>(Task<T> work, TimeSpan? step = null)
    {
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(2))) != work)
        {
            Advance(step ?? TimeSpan.FromMilliseconds(50));
        }

        return await work;
    }

    private FakeTimer? NextUntil(DateTimeOffset until)
    {
        lock (gate)
        {
            var timer = timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            if (timer is not null)
            {
                now = timer.DueAt > now ? timer.DueAt.Value : now;
                timer.DueAt = timer.Period > TimeSpan.Zero ? timer.DueAt + timer.Period : null;
            }

            return timer;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                if (!clock.timers.Contains(this))
                {
                    clock.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
