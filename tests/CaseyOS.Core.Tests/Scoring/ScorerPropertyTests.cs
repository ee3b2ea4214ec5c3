using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using FsCheck;
using FsCheck.Fluent;
using static CaseyOS.Core.Tests.Scoring.ScoringSituation;

namespace CaseyOS.Core.Tests.Scoring;

public sealed class ScorerPropertyTests
{
    private static readonly Gen<double?> Garbage = Gen.OneOf(
        Gen.Constant<double?>(null),
        Gen.Elements<double?>(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -0.0, 0, 1),
        ArbMap.Default.GeneratorFor<double>().Select(number => (double?)number));

    private static readonly Gen<DateTimeOffset?> AnyTime = Gen.OneOf(
        Gen.Constant<DateTimeOffset?>(null),
        Gen.Elements<DateTimeOffset?>(DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
        Gen.Choose(-5000, 5000).Select(hours => (DateTimeOffset?)Now.AddHours(hours)));

    private static readonly Gen<ScoreInputs> AnyInputs =
        from numbers in Garbage.ArrayOf(5)
        from counts in ArbMap.Default.GeneratorFor<int>().ArrayOf(2)
        from flags in ArbMap.Default.GeneratorFor<bool>().ArrayOf(4)
        from domain in Gen.Elements(Enum.GetValues<Domain>())
        from action in Gen.Elements(Enum.GetValues<ActionType>())
        from deadline in AnyTime
        from since in AnyTime
        from subject in Gen.Elements<string?>(null, "", "deal")
        select new ScoreInputs
        {
            Domain = domain,
            ActionType = action,
            Subject = subject,
            Value = numbers[0],
            StageProbability = numbers[1],
            BaseUrgency = numbers[2],
            EffortMinutes = numbers[3],
            IcpFit = numbers[4],
            MissingInformation = counts[0],
            WaitingItems = counts[1],
            IsCustomer = flags[0],
            DependsOnOthers = flags[1],
            NamedLogo = flags[2],
            Referenceable = flags[3],
            Deadline = deadline,
            DeadlineVerb = "closes",
            WaitingSince = since,
        };

    // Usable facts, close enough together that curves are met where they bend.
    private static readonly Gen<ScoreFacts> AnyFacts =
        from value in Gen.OneOf(Gen.Constant<double?>(null), Gen.Choose(0, 120).Select(k => (double?)(k * 1000)))
        from probability in Gen.OneOf(Gen.Constant<double?>(null), Gen.Choose(0, 10).Select(tenths => (double?)(tenths / 10.0)))
        from days in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(-10, 60).Select(day => (int?)day))
        from numbers in Gen.Choose(0, 40).ArrayOf(4)
        from fit in Gen.OneOf(Gen.Constant<double?>(null), Gen.Choose(0, 10).Select(tenths => (double?)(tenths / 10.0)))
        from flags in ArbMap.Default.GeneratorFor<bool>().ArrayOf(4)
        from action in Gen.Elements(Enum.GetValues<ActionType>())
        select new ScoreFacts
        {
            Domain = Domain.Sales,
            ActionType = action,
            DeadlineVerb = "is due",
            Value = value,
            StageProbability = probability,
            Days = days,
            BaseUrgency = numbers[0] * 2.5,
            WaitedDays = numbers[1],
            WaitingItems = numbers[2] / 10,
            MissingInformation = numbers[3] / 10,
            IcpFit = fit,
            IsCustomer = flags[0],
            DependsOnOthers = flags[1],
            NamedLogo = flags[2],
            Referenceable = flags[3],
        };

    public static TheoryData<string> Inputs => [.. Raises.Keys];

    private static readonly Dictionary<string, Func<ScoreFacts, ScoreFacts?>> Raises = new(StringComparer.Ordinal)
    {
        ["more money"] = facts => facts with { Value = facts.Value + 3_000 },
        ["likelier"] = facts => facts.StageProbability is { } share ? facts with { StageProbability = Math.Min(1, share + 0.1) } : null,
        ["customer"] = facts => facts with { IsCustomer = true },
        ["sooner"] = facts => facts with { Days = facts.Days - 1 },
        ["more urgent signal"] = facts => facts with { BaseUrgency = Math.Min(100, facts.BaseUrgency!.Value + 5) },
        ["waited longer"] = facts => facts with { WaitedDays = facts.WaitedDays + 1 },
        ["more wait for it"] = facts => facts with { WaitingItems = facts.WaitingItems + 1 },
        ["quicker"] = facts => facts with { EffortMinutes = 0 },
        ["nothing missing"] = facts => facts with { MissingInformation = 0 },
        ["nobody else needed"] = facts => facts with { DependsOnOthers = false },
        ["fits better"] = facts => facts.IcpFit is { } fit ? facts with { IcpFit = Math.Min(1, fit + 0.1) } : null,
        ["named logo"] = facts => facts with { NamedLogo = true },
        ["referenceable"] = facts => facts with { Referenceable = true },
    };

    [Fact]
    public void Score_AnyGarbage_StaysWithin0To100WithWordsAndFourDrivers() => Hold(
        from inputs in AnyInputs
        from due in AnyTime
        from created in AnyTime
        select Usual.Score(inputs, due, created ?? Now, Now, Berlin),
        score => score.Base is >= 0 and <= 100
            && score.Priority is >= 0 and <= 100
            && score.Drivers.All(driver => driver.Score is >= 0 and <= 100 && driver.Contribution >= 0 && driver.Reason.Length > 0)
            && score.Drivers.Select(driver => driver.Factor).SequenceEqual(Enum.GetValues<Factor>())
            && score.Reasoning.Any(char.IsDigit)
            && !score.Reasoning.Contains("NaN", StringComparison.Ordinal)
            && !score.Reasoning.Contains('∞'));

    [Fact]
    public void Score_Contributions_SumToTheBaseAsDisplayed() => Hold(
        from inputs in AnyInputs
        from due in AnyTime
        select Usual.Score(inputs, due, Now, Now, Berlin),
        score => score.Drivers.Sum(driver => (decimal)driver.Contribution) == (decimal)score.Base
            && score.Drivers.All(driver => (decimal)driver.Contribution * 10 % 1 == 0)
            && score.Drivers.All(driver => Math.Abs(driver.Contribution - (driver.Weight * (driver.Factor is Factor.Effort ? 100 - driver.Score : driver.Score))) < 0.2));

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Score_BetterInput_IsNeverLower(string raise) => Hold(
        AnyFacts.Select(facts => (Before: Usual.Score(facts), After: Raises[raise](facts) is { } better ? Usual.Score(better) : null)),
        pair => pair.After is null || pair.After.Base >= pair.Before.Base);

    [Fact]
    public void Score_WouldChange_IsWhatTryingItGives() => Hold(
        AnyFacts.Where(facts => facts is { Days: null, MissingInformation: 0 }).Select(facts => (facts, Usual.Score(facts))),
        pair => !pair.Item2.WouldChange!.StartsWith("no due date", StringComparison.Ordinal)
            || pair.Item2.WouldChange.EndsWith($" {Words.Number(Math.Round(Usual.Score(pair.facts with { Days = 3 }).Base - pair.Item2.Base, 1))}", StringComparison.Ordinal));

    [Fact]
    public void Score_SameFacts_GivesTheSameWords() => Hold(
        AnyFacts.Select(facts => (Usual.Score(facts), Usual.Score(facts))),
        pair => pair.Item1.Reasoning == pair.Item2.Reasoning && pair.Item1.WouldChange == pair.Item2.WouldChange && pair.Item1.Base == pair.Item2.Base);

    private static void Hold<T>(Gen<T> cases, Func<T, bool> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
