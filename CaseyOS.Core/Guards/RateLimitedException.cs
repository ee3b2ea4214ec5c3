using System.Globalization;

namespace CaseyOS.Core.Guards;

/// <summary>A limit is reached.</summary>
public sealed class RateLimitedException(LimitRule rule, DateTimeOffset nextAt, TimeSpan retryAfter, TimeZoneInfo zone)
    : CaseyOsException("rate_limited", $"Rate limit exceeded: {rule}; next one possible at {At(nextAt, nextAt - retryAfter, zone)}")
{
    /// <summary>Which.</summary>
    public LimitRule Rule { get; } = rule;

    /// <summary>When there is room again.</summary>
    public DateTimeOffset NextAt { get; } = nextAt;

    /// <summary>How long that is.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;

    // To the full minute after it: whoever comes at the time he was told must not be refused again.
    private static string At(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var full = new DateTimeOffset((time.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var (there, today) = (TimeZoneInfo.ConvertTime(full, zone), TimeZoneInfo.ConvertTime(now, zone));
        return there.ToString(there.Date == today.Date ? "HH:mm" : "HH:mm 'on' d MMMM", CultureInfo.InvariantCulture);
    }
}
