using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using static CaseyOS.Core.Tests.Scoring.ScoringSituation;

namespace CaseyOS.Core.Tests.Scoring;

public sealed class ScorerTests
{
    [Fact]
    public void Score_FiftyThousandDueTomorrowQuickAndFitting_IsAbove80() =>
        Assert.True(Score(Deal(50_000) with { EffortMinutes = 15, IcpFit = 0.9 }, dueInDays: 1).Priority > 80);

    [Fact]
    public void Score_FiftyThousandDueTomorrowNothingElseKnown_IsAbove80() =>
        Assert.True(Score(Deal(50_000), dueInDays: 1).Priority > 80);

    [Fact]
    public void Score_OneThousandInAMonthLongAndUnfitting_IsBelow40() =>
        Assert.True(Score(Deal(1_000) with { EffortMinutes = 120, IcpFit = 0.3 }, dueInDays: 30).Priority < 40);

    [Fact]
    public void Score_OneThousandNextMonthNothingElseKnown_IsBelow40() =>
        Assert.True(Score(Deal(1_000), dueInDays: 30).Priority < 40);

    [Theory]
    [InlineData(75_000, 100)]
    [InlineData(750_000, 100)]
    [InlineData(0, 0)]
    [InlineData(1_000, 16)]
    public void Score_Revenue_FollowsTheLogarithmUpToTheCap(double value, double expected) =>
        Assert.Equal(expected, Score(Deal(value)).Of(Factor.Revenue).Score);

    [Fact]
    public void Score_StageProbability_ScalesTheAmount()
    {
        var likely = Score(Deal(50_000) with { StageProbability = 0.6 });

        Assert.Equal(Score(Deal(30_000)).Of(Factor.Revenue).Score, likely.Of(Factor.Revenue).Score);
        Assert.Equal("$50k deal at 60 % = $30k expected", likely.Of(Factor.Revenue).Reason);
    }

    [Fact]
    public void Score_UnknownValue_CountsAndSaysSo()
    {
        var revenue = Score(Deal()).Of(Factor.Revenue);

        Assert.Equal(35, revenue.Score);
        Assert.Contains("value unknown", revenue.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    public void Score_GarbageAmount_CountsAsUnknownAndSaysSo(double value)
    {
        var revenue = Score(Deal(value)).Of(Factor.Revenue);

        Assert.Equal(35, revenue.Score);
        Assert.Contains("not usable", revenue.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Customer_GainsTenAndNeverExceeds100()
    {
        Assert.Equal(45, Score(Deal() with { IsCustomer = true }).Of(Factor.Revenue).Score);
        Assert.Equal(100, Score(Deal(75_000) with { IsCustomer = true }).Of(Factor.Revenue).Score);
    }

    [Theory]
    [InlineData("2026-11-23T22:59:00Z", 100, "urgent: is due today")] // one minute to midnight in Berlin
    [InlineData("2026-11-23T23:01:00Z", 90.5, "urgent: is due tomorrow")]
    [InlineData("2026-11-20T12:00:00Z", 100, "urgent: is 3 days overdue")]
    [InlineData("2026-12-03T08:00:00Z", 36.8, "is due in 10 days")]
    public void Score_DueDate_CountsCalendarDaysOfTheOwner(string due, double urgency, string reason)
    {
        var driver = Usual.Score(Deal(), DateTimeOffset.Parse(due, null), Now, Now, Berlin).Of(Factor.Urgency);

        Assert.Equal(urgency, driver.Score);
        Assert.Equal(reason, driver.Reason);
    }

    [Fact]
    public void Score_NearerOfDueDateAndDeadline_Decides()
    {
        var closesFirst = Deal() with { Deadline = Now.AddDays(3), DeadlineVerb = "closes" };

        Assert.Equal("closes in 3 days", Score(closesFirst, dueInDays: 9).Of(Factor.Urgency).Reason);
        Assert.Equal("urgent: is due tomorrow", Score(closesFirst, dueInDays: 1).Of(Factor.Urgency).Reason);
    }

    [Fact]
    public void Score_WaitedWithoutDate_GainsTwoADayUpToTheCeiling()
    {
        var inputs = Deal() with { BaseUrgency = 75 };

        Assert.Equal(81, Score(inputs, waitedDays: 3).Of(Factor.Urgency).Score);
        Assert.Equal(85, Score(inputs, waitedDays: 400).Of(Factor.Urgency).Score);
        Assert.Equal(90, Score(inputs with { BaseUrgency = 90 }, waitedDays: 400).Of(Factor.Urgency).Score);
    }

    [Fact]
    public void Score_OthersWaitForIt_GainsFifteenEachAtMostThirty()
    {
        var alone = Score(Deal() with { BaseUrgency = 40 }).Of(Factor.Urgency).Score;

        Assert.Equal(alone + 15, Score(Deal() with { BaseUrgency = 40, WaitingItems = 1 }).Of(Factor.Urgency).Score);
        Assert.Equal(alone + 30, Score(Deal() with { BaseUrgency = 40, WaitingItems = 9 }).Of(Factor.Urgency).Score);
    }

    [Fact]
    public void Score_MissingInformationAndBlocked_TakesLongerAndSaysWhy()
    {
        var effort = Score(Deal(action: ActionType.SendEmail) with { MissingInformation = 1, DependsOnOthers = true }).Of(Factor.Effort);

        Assert.Equal("45 minutes: 10 + 15 for 1 missing piece of information + 20 because somebody else must act first", effort.Reason);
        Assert.Equal(39.3, effort.Score);
    }

    [Fact]
    public void Score_Strategic_AddsBonusesUpTo100()
    {
        Assert.Equal(50, Score(Deal()).Of(Factor.Strategic).Score);
        Assert.Equal(75, Score(Deal() with { NamedLogo = true, Referenceable = true }).Of(Factor.Strategic).Score);
        Assert.Equal(100, Score(Deal() with { IcpFit = 0.95, NamedLogo = true }).Of(Factor.Strategic).Score);
    }

    [Fact]
    public void Score_DomainWithItsOwnWeights_UsesThem()
    {
        var options = new ScoringOptions();
        options.DomainWeights[Domain.Cs] = new() { Revenue = 0, Urgency = 1, Effort = 0, Strategic = 0 };
        var facts = new ScoreFacts { Domain = Domain.Cs, ActionType = ActionType.CheckIn, Days = 0, DeadlineVerb = "is due" };

        Assert.Equal(100, With(options).Score(facts).Base);
        Assert.NotEqual(100, With(options).Score(facts with { Domain = Domain.Sales }).Base);
    }
}
