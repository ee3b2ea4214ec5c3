using System.Runtime.InteropServices;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Scoring;

/// <summary>The four components of one score, 0–100 each, and the numbers that the reasons quote.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Components(double Revenue, double Urgency, double Effort, double Strategic)
{
    public static Components Of(in ScoreFacts facts, ScoringOptions options) =>
        new(RevenueOf(facts, options), UrgencyOf(facts, options), EffortOf(facts, options), StrategicOf(facts, options));

    /// <summary>The money that counts: the amount times the probability of getting it, where that is known.</summary>
    public static double? Expected(in ScoreFacts facts) => facts.Value * (facts.StageProbability ?? 1);

    /// <summary>Minutes with everything that makes it longer.</summary>
    public static double Minutes(in ScoreFacts facts, ScoringOptions options) =>
        BaseMinutes(facts, options) + (facts.MissingInformation * options.MissingMinutes) + (facts.DependsOnOthers ? options.BlockedMinutes : 0);

    /// <summary>Minutes that the action itself takes.</summary>
    public static double BaseMinutes(in ScoreFacts facts, ScoringOptions options) =>
        facts.EffortMinutes
        ?? (options.EffortMinutes.TryGetValue(facts.ActionType, out var minutes) || options.EffortMinutes.TryGetValue(ActionType.Other, out minutes) ? minutes : 0);

    /// <summary>Points per component, least effort best; unrounded.</summary>
    public double Sum(ScoreWeights weights) =>
        (weights.Revenue * Revenue) + (weights.Urgency * Urgency) + (weights.Effort * (100 - Effort)) + (weights.Strategic * Strategic);

    private static double RevenueOf(in ScoreFacts facts, ScoringOptions options)
    {
        var revenue = Expected(facts) is { } value ? Curves.Revenue(value, options.RevenueCap) : options.UnknownRevenue;
        return facts.IsCustomer ? Math.Min(100, revenue + options.CustomerBonus) : revenue;
    }

    private static double UrgencyOf(in ScoreFacts facts, ScoringOptions options)
    {
        var (start, ceiling) = facts.Days is { } days
            ? (Curves.Urgency(days, options.UrgencyDecayDays), 100)
            : (facts.BaseUrgency ?? options.UndatedUrgency, options.UndatedCeiling);
        var waited = Curves.Waiting(start, facts.WaitedDays, options.WaitingPerDay, options.WaitingMost, ceiling);
        var blocking = Curves.Blocking(waited, facts.WaitingItems, options.BlockerBonus, options.BlockerMost);
        return Curves.Reasons(blocking, facts.AlsoBecause?.Count ?? 0, options.ReasonBonus, options.ReasonMost);
    }

    private static double EffortOf(in ScoreFacts facts, ScoringOptions options) =>
        Curves.Effort(Minutes(facts, options), options.EffortScaleMinutes);

    private static double StrategicOf(in ScoreFacts facts, ScoringOptions options) => Curves.Strategic(
        facts.IcpFit ?? (options.UnknownFit / 100),
        (facts.NamedLogo ? options.NamedLogoBonus : 0) + (facts.Referenceable ? options.ReferenceableBonus : 0));
}
