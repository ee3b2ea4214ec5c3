namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>
/// A limit of units in which calls differ in price: no stretch of one period ever sees more units than there are. Callers
/// are served in order, and wait as long as it takes. For one process.
/// </summary>
internal sealed class UnitBucket(int units, TimeSpan period, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<(TimeSpan At, int Units)> taken = new();
    private readonly long start = clock.GetTimestamp();
    private TimeSpan last;
    private int sum;

    /// <summary>Waits until so many units are free, and takes them.</summary>
    public async Task TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        var wait = Reserve(Math.Min(wanted, units));
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>Takes the units when they are free at once.</summary>
    public bool TryTake(int wanted)
    {
        lock (gate)
        {
            var now = clock.GetElapsedTime(start);
            while (taken.TryPeek(out var oldest) && oldest.At + period <= now)
            {
                sum -= taken.Dequeue().Units;
            }

            if (last > now || sum + wanted > units)
            {
                return false;
            }

            taken.Enqueue((now, wanted));
            (sum, last) = (sum + wanted, now);
            return true;
        }
    }

    private TimeSpan Reserve(int wanted)
    {
        lock (gate)
        {
            var now = clock.GetElapsedTime(start);
            var at = last > now ? last : now;
            while (taken.TryPeek(out var oldest) && (oldest.At + period <= at || sum + wanted > units))
            {
                at = oldest.At + period > at ? oldest.At + period : at;
                sum -= taken.Dequeue().Units;
            }

            taken.Enqueue((at, wanted));
            (sum, last) = (sum + wanted, at);
            return at - now;
        }
    }
}
