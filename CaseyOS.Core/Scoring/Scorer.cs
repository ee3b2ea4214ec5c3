using System.Collections.Frozen;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Scoring;

/// <summary>
/// The Action Priority Score: <c>base = revenue + urgency + (100 − effort) + strategic</c>, weighted. Pure: the same facts
/// at the same time give the same score with the same words, and the words are written from the numbers.
/// </summary>
public sealed class Scorer
{
    private readonly ScoringOptions options;
    private readonly FrozenDictionary<Domain, ScoreWeights> weights;

    /// <summary>Scores by the configured numbers.</summary>
    public Scorer(IOptions<ScoringOptions> options)
    {
        this.options = options.Value;
        weights = Enum.GetValues<Domain>().ToFrozenDictionary(
            domain => domain, domain => this.options.DomainWeights.GetValueOrDefault(domain, this.options.Weights));
    }

    /// <summary>Scores a move.</summary>
    /// <param name="inputs">What is known; anything unusable in it counts as unknown.</param>
    /// <param name="dueBy">When it should be done.</param>
    /// <param name="createdAt">Since when it waits.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">The owner's zone: days are calendar days there.</param>
    public Score Score(ScoreInputs inputs, DateTimeOffset? dueBy, DateTimeOffset createdAt, DateTimeOffset now, TimeZoneInfo zone) =>
        Score(ScoreFacts.From(inputs, dueBy, createdAt, now, zone));

    /// <summary>Scores facts that are clean already, for whoever tries values.</summary>
    public Score Score(in ScoreFacts facts)
    {
        var weight = weights[facts.Domain];
        var components = Components.Of(facts, options);
        var points = Points.Of(components, weight);
        Driver[] drivers =
        [
            Driver(Factor.Revenue, components.Revenue, weight.Revenue, points.Revenue, DriverReasons.Revenue(facts, options)),
            Driver(Factor.Urgency, components.Urgency, weight.Urgency, points.Urgency, DriverReasons.Urgency(facts, options)),
            Driver(Factor.Effort, components.Effort, weight.Effort, points.Effort, DriverReasons.Effort(facts, options)),
            Driver(Factor.Strategic, components.Strategic, weight.Strategic, points.Strategic, DriverReasons.Strategic(facts, options)),
        ];
        var total = points.Total / 10.0;
        return new()
        {
            Base = total,
            Rank = total,
            Priority = total,
            Reasoning = Reasoning.Of(facts, total, drivers, options),
            Drivers = drivers,
            WouldChange = WhatIf.Best(facts, points.Total, weight, options),
        };
    }

    private static Driver Driver(Factor factor, double score, double weight, int tenths, string reason) =>
        new(factor, Math.Round(score, 1), weight, tenths / 10.0, reason);
}
