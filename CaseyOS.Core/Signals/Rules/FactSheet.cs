using System.Globalization;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Collects the facts of a signal's payload; what is unknown is left out rather than shown as empty.</summary>
internal sealed class FactSheet : Dictionary<string, string?>
{
    public FactSheet()
        : base(StringComparer.Ordinal)
    {
    }

    public static string? Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture);

    public static string? Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public Dictionary<string, string> Known() =>
        this.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Key, fact => fact.Value!, StringComparer.Ordinal);
}
