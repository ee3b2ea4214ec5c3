using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Settings;

/// <summary>What one owner changed about a rule; null is as configured.</summary>
/// <param name="Enabled">Whether it is on.</param>
/// <param name="Thresholds">Numbers by name.</param>
public sealed record RuleChange(bool? Enabled, IReadOnlyDictionary<string, int> Thresholds)
{
    /// <summary>Nothing changed.</summary>
    public static RuleChange None { get; } = new(null, new Dictionary<string, int>(StringComparer.Ordinal));
}

/// <summary>The rules as one owner has them: as configured, with his changes.</summary>
public sealed class RuleSettings
{
    /// <summary>Name of the threshold that every rule has: its urgency where no date says more.</summary>
    public const string Urgency = "urgency";

    private readonly HashSet<string> off;

    /// <summary>Puts <paramref name="changes"/> on top of what is <paramref name="configured"/>. Changes of what no longer exists, or has narrower limits now, are left aside.</summary>
    public RuleSettings(SignalOptions configured, IEnumerable<ISignalRule> rules, IReadOnlyDictionary<string, RuleChange> changes)
    {
        Configured = configured;
        Options = configured.Copy();
        Changes = changes;
        off = new(configured.DisabledRules, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var change = changes.GetValueOrDefault(rule.Name) ?? RuleChange.None;
            if (change.Enabled is { } enabled)
            {
                _ = enabled ? off.Remove(rule.Name) : off.Add(rule.Name);
            }

            foreach (var threshold in ThresholdsOf(rule).Where(threshold => change.Thresholds.ContainsKey(threshold.Name)))
            {
                var value = change.Thresholds[threshold.Name];
                if (value >= threshold.Min && value <= threshold.Max)
                {
                    threshold.Set(Options, value);
                }
            }
        }
    }

    /// <summary>As configured.</summary>
    public SignalOptions Configured { get; }

    /// <summary>As the owner has them.</summary>
    public SignalOptions Options { get; }

    /// <summary>What the owner changed, by rule.</summary>
    public IReadOnlyDictionary<string, RuleChange> Changes { get; }

    /// <summary>Whether the rule is on.</summary>
    public bool IsOn(string rule) => !off.Contains(rule);

    /// <summary>The numbers of a rule that may be changed, urgency last.</summary>
    public static IReadOnlyList<Threshold> ThresholdsOf(ISignalRule rule) =>
    [
        .. rule.About.Thresholds,
        new(
            Urgency, "Urgency where no date says more", "of 100", 0, 100,
            options => (int)Math.Round(options.Urgency.TryGetValue(rule.Name, out var set) ? set : rule.About.Urgency),
            (options, value) => options.Urgency[rule.Name] = value),
    ];
}
