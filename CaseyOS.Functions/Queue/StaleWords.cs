using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;

namespace CaseyOS.Functions.Queue;

/// <summary>Says in a move's drivers when what it rests on has not been read for long.</summary>
internal static class StaleWords
{
    public static MoveResponse With(this MoveResponse move, StaleSources stale, TimeZoneInfo zone) => stale.About(move.SignalType, zone) is { } words
        ? move with { Drivers = [.. move.Drivers.Select(driver => driver.Factor == Factor.Urgency ? driver with { Reason = $"{driver.Reason} {words}" } : driver)] }
        : move;

    /// <summary>The list's version together with what is stale, so that a page which holds the list hears of it.</summary>
    public static string ETag(string etag, StaleSources stale) =>
        stale.Any ? $"{etag[..^1]}-{Mark(stale.HubSpot)}{Mark(stale.Gmail)}\"" : etag;

    private static string Mark(StaleSince? since) => since is null ? "f" : $"s{since.LastSuccess?.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
