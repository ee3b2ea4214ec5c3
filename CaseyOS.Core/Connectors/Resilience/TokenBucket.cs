namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>
/// A bucket whose tokens come back one period after they were taken: no stretch of that length ever sees more calls than
/// there are tokens, which a steadily refilled bucket does not promise.
/// </summary>
/// <remarks>Callers are served in order. For one process; <see cref="SharedBudget"/> is for several.</remarks>
internal sealed class TokenBucket(int tokens, TimeSpan period, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<TimeSpan> taken = new(tokens);
    private readonly long start = clock.GetTimestamp();
    private TimeSpan pausedUntil;

    /// <summary>Waits for a token and takes it; the remaining wait instead when it would last longer than <paramref name="longest"/>.</summary>
    public async Task<TimeSpan?> TakeAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var wait = Reserve(longest, out var tooLong);
        if (tooLong)
        {
            return wait;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }

        return null;
    }

    /// <summary>Hands out nothing for a while, because the service said so.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (gate)
        {
            var until = clock.GetElapsedTime(start) + duration;
            pausedUntil = until > pausedUntil ? until : pausedUntil;
        }
    }

    private TimeSpan Reserve(TimeSpan longest, out bool tooLong)
    {
        lock (gate)
        {
            var now = clock.GetElapsedTime(start);
            var at = pausedUntil > now ? pausedUntil : now;
            if (taken.Count == tokens && taken.Peek() + period > at)
            {
                at = taken.Peek() + period;
            }

            tooLong = at - now > longest;
            if (!tooLong)
            {
                if (taken.Count == tokens)
                {
                    taken.Dequeue();
                }

                taken.Enqueue(at);
            }

            return at - now;
        }
    }
}
