using System.Runtime.InteropServices;

namespace CaseyOS.Core.Scoring;

/// <summary>
/// Finds the one fact whose change would add most, by really changing each and scoring again. When nothing could add a
/// tenth, it says what a week more time would take.
/// </summary>
internal static class WhatIf
{
    private const int SoonDays = 3;
    private const int Week = 7;

    public static string? Best(in ScoreFacts facts, int total, ScoreWeights weights, ScoringOptions options)
    {
        var best = default(Trial);
        foreach (var change in Changes)
        {
            if (Apply(change, facts, options) is { } changed)
            {
                var gain = Points.Round(Components.Of(changed, options), weights) - total;
                best = gain > best.Gain ? new(change, gain) : best;
            }
        }

        return best.Gain > 0 ? Text(best.Change, facts, options) + $" would add {Words.Number(best.Gain / 10.0)}" : Loss(facts, total, weights, options);
    }

    private static ReadOnlySpan<Change> Changes =>
    [
        Change.SetDate, Change.SoonerDate, Change.LearnValue, Change.DoubleValue, Change.CertainWin,
        Change.FindInformation, Change.WaitForNobody, Change.HalfEffort, Change.LearnFit, Change.PerfectFit, Change.NamedLogo,
    ];

    private static ScoreFacts? Apply(Change change, in ScoreFacts facts, ScoringOptions options) => change switch
    {
        Change.SetDate when facts.Days is null => facts with { Days = SoonDays },
        Change.SoonerDate when facts.Days is > 0 and var days => facts with { Days = Sooner(days) },
        Change.LearnValue when facts.Value is null => facts with { Value = options.RevenueCap, StageProbability = null },
        Change.DoubleValue when facts.Value is > 0 and < double.MaxValue / 2 => facts with { Value = facts.Value * 2 },
        Change.CertainWin when facts is { Value: not null, StageProbability: < 1 } => facts with { StageProbability = 1 },
        Change.FindInformation when facts.MissingInformation > 0 => facts with { MissingInformation = 0 },
        Change.WaitForNobody when facts.DependsOnOthers => facts with { DependsOnOthers = false },
        Change.HalfEffort => facts with { EffortMinutes = Components.BaseMinutes(facts, options) / 2 },
        Change.LearnFit when facts.IcpFit is null => facts with { IcpFit = 1 },
        Change.PerfectFit when facts.IcpFit is < 1 => facts with { IcpFit = 1 },
        Change.NamedLogo when !facts.NamedLogo => facts with { NamedLogo = true },
        _ => null,
    };

    private static string Text(Change change, in ScoreFacts facts, ScoringOptions options) => change switch
    {
        Change.SetDate => $"no due date set: a date within {SoonDays} days",
        Change.SoonerDate => $"it {Words.OnDay(facts.DeadlineVerb, facts.Days!.Value)}: {(Sooner(facts.Days.Value) == 0 ? "today" : $"in {SoonDays} days")}",
        Change.LearnValue => $"value unknown: {Words.Money(options.RevenueCap)} or more",
        Change.DoubleValue => $"twice the amount ({Words.Money(facts.Value!.Value * 2)})",
        Change.CertainWin => $"a certain win instead of {Words.Percent(facts.StageProbability!.Value)}",
        Change.FindInformation => $"finding the {Words.Count(facts.MissingInformation, "missing piece")} of information",
        Change.WaitForNobody => "having nobody to wait for",
        Change.HalfEffort => $"half the effort ({Words.Minutes(Components.BaseMinutes(facts, options) / 2)})",
        Change.LearnFit => "fit unknown: a perfect fit",
        Change.PerfectFit => $"a perfect fit instead of {Words.Percent(facts.IcpFit!.Value)}",
        _ => "a logo worth naming",
    };

    private static string? Loss(in ScoreFacts facts, int total, ScoreWeights weights, ScoringOptions options)
    {
        if (facts.Days is not { } days || days > int.MaxValue - Week)
        {
            return null;
        }

        var later = Math.Max(days, 0) + Week;
        var loss = total - Points.Round(Components.Of(facts with { Days = later }, options), weights);
        return loss > 0 ? $"a date {Week} days later would take away {Words.Number(loss / 10.0)}" : null;
    }

    private static int Sooner(int days) => days > SoonDays ? SoonDays : 0;

    private enum Change
    {
        SetDate,
        SoonerDate,
        LearnValue,
        DoubleValue,
        CertainWin,
        FindInformation,
        WaitForNobody,
        HalfEffort,
        LearnFit,
        PerfectFit,
        NamedLogo,
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Trial(Change Change, int Gain);
}
