namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>
/// A limit that all instances share. An instance claims calls in blocks by writing them to one row under its version; what
/// it has not used within two seconds is void, and its next claim gives back what was left over. A claim counts until one
/// period after its last possible use, so no stretch of that length ever sees more calls than are allowed, whichever
/// instances make them, and also when one of them dies.
/// </summary>
/// <remarks>One storage request for a block while nobody else writes, three when somebody did.</remarks>
internal sealed class SharedBudget(IBudgetRow row, BudgetLimits limits, TimeProvider clock) : IDisposable
{
    private const int MaxRaces = 20;
    private readonly SemaphoreSlim gate = new(1, 1);
    private (BudgetState State, string? Version)? known;
    private Block? block;

    /// <summary>Waits for so many calls and takes them; the remaining wait instead when it would last longer than <paramref name="longest"/>.</summary>
    public async Task<TimeSpan?> TakeAsync(bool search, TimeSpan longest, CancellationToken cancellationToken, int count = 1)
    {
        var start = clock.GetUtcNow();
        await gate.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var now = clock.GetUtcNow();
                if (block?.TryUse(search, count, now) == true)
                {
                    return null;
                }

                var wait = await ClaimAsync(search, count, now, cancellationToken);
                if (wait > TimeSpan.Zero && clock.GetUtcNow() - start + wait > longest)
                {
                    return wait;
                }

                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, clock, cancellationToken);
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>Zero when a block was claimed, else how long there will be nothing to claim.</summary>
    private async Task<TimeSpan> ClaimAsync(bool search, int wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var (stored, version) = known ??= await row.ReadAsync(cancellationToken);
            var state = Settle(stored, now);
            var calls = limits.Calls - Sum(state.Claims, claim => claim.Calls, limits.CallPeriod, now);
            var searches = limits.Searches - Sum(state.Claims, claim => claim.Searches, limits.SearchPeriod, now);
            var today = limits.Daily - state.UsedToday;
            if (today < wanted)
            {
                return limits.UntilTomorrow(now);
            }

            if (calls < wanted || (search && searches < 1))
            {
                var (period, count) = calls < wanted ? (limits.CallPeriod, (Func<BudgetClaim, int>)(claim => claim.Calls)) : (limits.SearchPeriod, claim => claim.Searches);
                return WholeMilliseconds(state.Claims.Where(claim => count(claim) > 0 && claim.Until + period > now).Min(claim => claim.Until + period) - now);
            }

            var made = new Block(
                Guid.NewGuid().ToString("N"), now + limits.BlockLife, (int)Math.Min(Math.Min(Math.Max(limits.CallBlock, wanted), calls), today), search ? Math.Min(limits.SearchBlock, searches) : 0);
            var after = state with { UsedToday = state.UsedToday + made.Calls, Claims = [.. state.Claims, made.Claim] };
            if (await row.TryWriteAsync(after, version, cancellationToken) is { } written)
            {
                (known, block) = ((after, written), made);
                return TimeSpan.Zero;
            }

            known = null;
        }

        return TimeSpan.FromMilliseconds(200); // many instances at once: let the others pass
    }

    /// <summary>The state with our last block reduced to what was used of it, without claims that no longer count.</summary>
    private BudgetState Settle(BudgetState stored, DateTimeOffset now)
    {
        var state = stored.Day == limits.Day(now) ? stored : stored with { Day = limits.Day(now), UsedToday = 0 };
        var longest = limits.CallPeriod > limits.SearchPeriod ? limits.CallPeriod : limits.SearchPeriod;
        List<BudgetClaim> claims = [];
        foreach (var claim in state.Claims)
        {
            var settled = claim;
            if (block is { } own && claim.By == own.Name)
            {
                settled = own.Used;
                state = state with { UsedToday = Math.Max(0, state.UsedToday - (claim.Calls - own.UsedCalls)) };
            }

            if (settled.Calls > 0 && settled.Until + longest > now)
            {
                claims.Add(settled);
            }
        }

        return state with { Claims = claims };
    }

    // Delays are cut to milliseconds: without this the last fraction of one would be waited for in a busy loop.
    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));

    private static int Sum(IReadOnlyList<BudgetClaim> claims, Func<BudgetClaim, int> count, TimeSpan period, DateTimeOffset now) =>
        claims.Where(claim => claim.Until + period > now).Sum(count);

    private sealed class Block(string name, DateTimeOffset until, int calls, int searches)
    {
        private DateTimeOffset lastUse;
        private int usedSearches;

        public string Name => name;

        public int Calls => calls;

        public int UsedCalls { get; private set; }

        public BudgetClaim Claim => new(name, until, calls, searches);

        public BudgetClaim Used => new(name, UsedCalls == 0 ? DateTimeOffset.MinValue : lastUse, UsedCalls, usedSearches);

        public bool TryUse(bool search, int count, DateTimeOffset now)
        {
            if (now >= until || UsedCalls + count > calls || (search && usedSearches >= searches))
            {
                return false;
            }

            UsedCalls += count;
            usedSearches += search ? 1 : 0;
            lastUse = now;
            return true;
        }
    }
}
