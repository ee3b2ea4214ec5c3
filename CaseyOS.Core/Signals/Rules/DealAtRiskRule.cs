using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>An open deal is slipping away: silence, a close date that is pushed again, an amount that shrinks.</summary>
public sealed class DealAtRiskRule : ISignalRule<DealFacts>
{
    /// <summary>The signal type; the only one for which a deal's history is read.</summary>
    public const string TypeName = "deal_at_risk";

    /// <inheritdoc/>
    public string Name => TypeName;

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "An open deal had no activity for {silent_days} days, or within {memory_days} days its close date was pushed back {pushes} times or its amount fell by {fall_percent} %, and nobody has been in touch since.",
        Resolves = "Somebody is in touch with them, or the deal is closed.",
        Action = ActionType.RiskEscalation,
        Urgency = 70,
        OncePer = "week",
        Reads =
        [
            "deals.notes_last_contacted", "deals.hs_v2_date_entered_current_stage", "deals.createdate", "deals.closedate",
            "deals.amount", "deals.hs_is_closed",
        ],
        AlsoReads = "the history of closedate and amount",
        Thresholds =
        [
            new("silent_days", "Days without activity", "days", 1, 365, options => options.DealRiskSilenceDays, (options, value) => options.DealRiskSilenceDays = value),
            new("pushes", "Times the close date is pushed", "times", 1, 20, options => options.DealRiskPushes, (options, value) => options.DealRiskPushes = value),
            new("fall_percent", "Fall of the amount", "%", 1, 100, options => options.DealRiskFallPercent, (options, value) => options.DealRiskFallPercent = value),
            new("memory_days", "How long pushes and falls count", "days", 1, 365, options => options.DealRiskMemoryDays, (options, value) => options.DealRiskMemoryDays = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(DealFacts facts, RuleContext context)
    {
        if (facts.IsClosed || DealRisk.Of(facts, context) is not { } risk)
        {
            return null;
        }

        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Week(context.Now),
            OccurredAt = risk.Since,
            Payload = new Dictionary<string, string>(facts.Payload(), StringComparer.Ordinal) { ["risk"] = risk.Why },
            Proposal = facts.Propose(Name, $"{facts.Label} is at risk: {risk.Why}", ActionType.RiskEscalation, context.Now.AddDays(1), About.Urgency, risk.Since, context) with
            {
                Because = risk.Why,
                Description = "Call them, or ask somebody who can: find out what changed before it is lost.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DealFacts facts, RuleContext context) =>
        facts.IsClosed ? "The deal was closed."
        : DealRisk.Of(facts, context) is not null ? null
        : facts.History is null ? null // it may have been pushed or have shrunk, which nobody looked at
        : "Nothing puts the deal at risk any more: there was activity on it.";
}
