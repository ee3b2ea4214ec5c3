using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Settings;

namespace CaseyOS.Core.Signals;

/// <summary>The rules as one owner has set them at one moment, and the one place that turns what they find into signals.</summary>
public sealed class OwnerRules(IReadOnlyList<ISignalRule> rules, OwnerId owner, RuleSettings settings, RuleContext context, TimeProvider clock)
{
    /// <summary>What the rules may look at besides the facts.</summary>
    public RuleContext Context => context;

    /// <summary>Whether the rule is switched on.</summary>
    public bool IsOn(string rule) => settings.IsOn(rule);

    /// <summary>The signals that these facts are.</summary>
    public IEnumerable<Signal> Detect<TFacts>(TFacts facts, SignalSource source) =>
        from rule in rules.OfType<ISignalRule<TFacts>>()
        where settings.IsOn(rule.Name)
        let detection = rule.Detect(facts, context)
        where detection is not null
        select new Signal
        {
            Id = SignalId.New(clock),
            Owner = owner,
            Type = rule.Name,
            Source = source,
            Entity = detection.Entity,
            Hash = SignalHash.Of(rule.Name, detection.Entity, detection.Bucket),
            OccurredAt = detection.OccurredAt,
            DetectedAt = context.Now,
            Payload = detection.Payload,
            Proposal = detection.Proposal,
        };

    /// <summary>Why the rule named <paramref name="signalType"/> no longer calls for a move about these facts; null while it does, or when no such rule looks at them.</summary>
    public string? WhyGone<TFacts>(string signalType, TFacts facts) =>
        rules.OfType<IReason<TFacts>>().FirstOrDefault(rule => rule.Name == signalType) is not { } rule ? null
            : settings.IsOn(rule.Name) ? rule.WhyGone(facts, context) : RuleSwitch.Why(rule.Name);
}
