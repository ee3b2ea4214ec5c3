using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using static CaseyOS.Core.Tests.Scoring.ScoringSituation;

namespace CaseyOS.Core.Tests.Scoring;

public sealed class ReasoningTests
{
    [Fact]
    public void Reasoning_BigDealClosingSoon_NamesMoneyAndDays() => Assert.Equal(
        "High priority because a $50k deal closes in 3 days",
        Score(Deal(50_000, ActionType.CreateTask) with { Deadline = Now.AddDays(3), DeadlineVerb = "closes", IcpFit = 0.9 }).Reasoning);

    [Fact]
    public void Reasoning_StalledDeal_SaysHowLong() => Assert.Equal(
        "High priority because an $80k deal, waiting for 12 days, is due tomorrow",
        Score(Deal(80_000, ActionType.SendEmail) with { WaitingSince = Now.AddDays(-12) }, dueInDays: 1).Reasoning);

    [Fact]
    public void Reasoning_DateThatPassed_IsSaidOnce()
    {
        var closed = Score(Deal(80_000) with { Deadline = Now.AddDays(-12), WaitingSince = Now.AddDays(-12) });

        Assert.Equal("High priority because an $80k deal is 12 days overdue", closed.Reasoning);
        Assert.Equal("urgent: is 12 days overdue", closed.Of(Factor.Urgency).Reason);
    }

    [Fact]
    public void Reasoning_LeadThatWaits_SaysHowLongAndHowQuick() => Assert.Equal(
        "Medium priority because after 3 days of waiting it is due today and it takes 10 minutes",
        Score(new() { ActionType = ActionType.SendEmail, WaitingSince = Now.AddDays(-3) }, dueInDays: 0).Reasoning);

    [Fact]
    public void Reasoning_LowScore_NamesWhatCostsMost() => Assert.Equal(
        "Low priority because a $1k deal is due in 30 days",
        Score(Deal(1_000), dueInDays: 30).Reasoning);

    [Fact]
    public void Reasoning_NothingKnown_SaysSoWithNumbers() => Assert.Equal(
        "Low priority because its value is unknown (counted as 35) and it has no date (counted as 40)",
        Score(new()).Reasoning);

    [Fact]
    public void WouldChange_NoDate_SaysWhatADateWouldAdd() => Assert.Equal(
        "no due date set: a date within 3 days would add 8.5",
        Score(Deal(75_000) with { IcpFit = 1 }).WouldChange);

    [Fact]
    public void WouldChange_UnknownValue_SaysWhatMoneyWouldAdd() => Assert.Equal(
        "value unknown: $75k or more would add 26", Score(Deal(), dueInDays: 1).WouldChange);

    [Fact]
    public void WouldChange_NothingCanBeBetter_SaysWhatTimeWouldCost() => Assert.Equal(
        "a date 7 days later would take away 12.6",
        Score(Deal(75_000) with { IcpFit = 1, NamedLogo = true, EffortMinutes = 0 }, dueInDays: 0).WouldChange);

    [Theory]
    [InlineData(950, "$950")]
    [InlineData(999.6, "$1k")]
    [InlineData(1_500, "$1.5k")]
    [InlineData(50_000, "$50k")]
    [InlineData(999_990, "$1M")]
    [InlineData(1_250_000, "$1.3M")]
    [InlineData(1e300, "more than $999B")]
    public void Money_IsWrittenShort(double amount, string text) => Assert.Equal(text, Words.Money(amount));

    [Theory]
    [InlineData(8_000, "an $8k")]
    [InlineData(11_000, "an $11k")]
    [InlineData(18_500, "an $18.5k")]
    [InlineData(110_000, "a $110k")]
    [InlineData(50_000, "a $50k")]
    public void AMoney_HasTheSpokenArticle(double amount, string text) => Assert.Equal(text, Words.AMoney(amount));
}
