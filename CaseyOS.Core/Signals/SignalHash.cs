using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseyOS.Core.Signals;

/// <summary>The key under which a signal happens once: same type, same entity, same bucket of time.</summary>
public static class SignalHash
{
    /// <summary>First 16 hex digits of SHA-256 over <c>{type}:{entity}:{bucket}</c>.</summary>
    public static string Of(string type, string entity, string bucket) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{type}:{entity}:{bucket}")))[..16];

    /// <summary>Bucket of a calendar day.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Bucket of an ISO 8601 week.</summary>
    public static string Week(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time.UtcDateTime)}-W{ISOWeek.GetWeekOfYear(time.UtcDateTime):00}");

    /// <summary>Bucket of a calendar month.</summary>
    public static string Month(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Bucket of what happens only once per entity.</summary>
    public const string Once = "once";
}
