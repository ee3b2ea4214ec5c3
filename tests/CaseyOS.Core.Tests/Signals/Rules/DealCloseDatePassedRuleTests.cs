using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

public sealed class DealCloseDatePassedRuleTests : RuleTest
{
    private static readonly ISignalRule<DealFacts> Rule = new DealCloseDatePassedRule();

    [Theory]
    [InlineData("2026-11-17T00:00:00Z", "UTC", true)]
    [InlineData("2026-11-18T00:00:00Z", "UTC", false)]
    [InlineData("2026-11-18T00:00:00Z", "America/New_York", false)] // a date, not midnight in Greenwich
    [InlineData("2026-11-18T01:00:00Z", "America/New_York", true)] // a time, and there it was yesterday
    [InlineData("2026-11-17T22:30:00Z", "Europe/Berlin", true)]
    [InlineData("2026-11-17T23:30:00Z", "Europe/Berlin", false)]
    public void Detect_CloseDate_FiresFromTheDayAfter(string closeDate, string zone, bool fires)
    {
        var facts = Closing(DateTimeOffset.Parse(closeDate, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(fires, Rule.Detect(facts, Context(zone)) is not null);
    }

    [Fact]
    public void Detect_NearMisses_DoNotFire()
    {
        Assert.Null(Rule.Detect(Closing(null), Context()));
        Assert.Null(Rule.Detect(Closing(Now.AddDays(-3)) with { Deal = Closing(Now.AddDays(-3)).Deal with { IsClosed = true } }, Context()));
    }

    [Fact]
    public void Detect_PassedDate_ProposesAReviewToday()
    {
        var detection = Rule.Detect(Closing(Now.AddDays(-3)), Context("America/New_York"))!;
        var move = detection.Proposal!;

        Assert.Equal("Close date of Spring lanes (Northwind) has passed", move.Title);
        Assert.Equal((ActionType.ReviewDeal, 60d, 0), (move.ActionType, move.ScoreInputs.BaseUrgency, move.ScoreInputs.MissingInformation));
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 4, 59, 59, TimeSpan.Zero), move.DueBy);
        Assert.Contains("15 November 2026", move.Description, StringComparison.Ordinal);
        Assert.Equal("2026-W47", detection.Bucket);
    }

    [Fact]
    public void StillHolds_DateMovedOrDealClosed_SaysWhy()
    {
        var passed = Closing(Now.AddDays(-3));

        Assert.True(Rule.StillHolds(passed, Context()));
        Assert.Equal("The close date was moved.", Rule.WhyGone(Closing(Now.AddDays(9)), Context()));
        Assert.Equal("The deal was closed.", Rule.WhyGone(passed with { Deal = passed.Deal with { IsClosed = true } }, Context()));
    }

    private static DealFacts Closing(DateTimeOffset? closeDate) => Quiet with { Deal = Quiet.Deal with { CloseDate = closeDate } };
}
