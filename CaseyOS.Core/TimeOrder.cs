using System.Globalization;

namespace CaseyOS.Core;

/// <summary>Times as bounds of time-ordered ids, so that "today" is a range of keys and not a scan.</summary>
public static class TimeOrder
{
    /// <summary>The smallest id of any made at or after <paramref name="time"/>.</summary>
    public static Id<T> First<T>(DateTimeOffset time) =>
        new(Guid.ParseExact(Math.Max(0, time.ToUnixTimeMilliseconds()).ToString("x12", CultureInfo.InvariantCulture) + new string('0', 20), "N"));
}
