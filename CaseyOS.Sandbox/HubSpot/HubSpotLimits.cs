using CaseyOS.Sandbox.Hosting;
using Microsoft.Extensions.Options;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>How many calls HubSpot allows. Null enforces nothing, and the headers then tell of the smallest plan.</summary>
internal sealed record Limits(int? CallsPerTenSeconds, int? SearchesPerSecond, long? CallsPerDay)
{
    public static Limits Of(SandboxOptions options) => options.RateLimits ? new(100, 5, 250_000) : new(null, null, null);
}

/// <summary>
/// Counts calls as HubSpot does and refuses those beyond the limits. By real time, however fast the sandbox's own clock
/// runs: it is the caller's real pace that counts.
/// </summary>
internal sealed class HubSpotLimits(IOptions<SandboxOptions> options)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> calls = new();
    private readonly Queue<DateTimeOffset> searches = new();
    private (DateOnly Day, long Count) today;

    public Limits Current { get; private set; } = Limits.Of(options.Value);

    /// <summary>Other limits from now on, everything counted forgotten; null: those of the configuration.</summary>
    public void Set(Limits? limits)
    {
        lock (gate)
        {
            Current = limits ?? Limits.Of(options.Value);
            calls.Clear();
            searches.Clear();
            today = default;
        }
    }

    /// <summary>Counts a call, refused ones too, and says which limit it broke; null when none.</summary>
    public (string Policy, string Message)? Count(bool search)
    {
        var now = TimeProvider.System.GetUtcNow();
        lock (gate)
        {
            var day = DateOnly.FromDateTime(now.UtcDateTime);
            today = (day, today.Day == day ? today.Count + 1 : 1);
            Add(calls, now, TimeSpan.FromSeconds(10));
            if (search)
            {
                Add(searches, now, TimeSpan.FromSeconds(1));
            }

            return today.Count > Current.CallsPerDay ? ("DAILY", "You have reached your daily limit.")
                : search && searches.Count > Current.SearchesPerSecond ? ("SECONDLY", "You have reached your secondly limit.")
                : calls.Count > Current.CallsPerTenSeconds ? ("TEN_SECONDLY_ROLLING", "You have reached your ten_secondly_rolling limit.")
                : null;
        }
    }

    /// <summary>What the headers say.</summary>
    public (long Daily, long DailyLeft, int Burst, int BurstLeft) Left()
    {
        lock (gate)
        {
            var (daily, burst) = (Current.CallsPerDay ?? 250_000, Current.CallsPerTenSeconds ?? 100);
            return (daily, Math.Max(0, daily - today.Count), burst, Math.Max(0, burst - calls.Count));
        }
    }

    private static void Add(Queue<DateTimeOffset> counted, DateTimeOffset now, TimeSpan period)
    {
        while (counted.TryPeek(out var oldest) && oldest <= now - period)
        {
            counted.Dequeue();
        }

        counted.Enqueue(now);
    }
}
