using System.Globalization;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Cursors that are times.</summary>
internal static class Cursors
{
    public static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(string? cursor) =>
        DateTimeOffset.TryParse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
}
