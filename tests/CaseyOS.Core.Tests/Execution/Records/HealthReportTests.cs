using CaseyOS.Core.Executions.Records;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Execution.Records;

public sealed class HealthReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly HealthFacts Well = new(Now, Now.AddDays(-3), Now.AddDays(-20), 0, null, LastReplyWasNegative: false);

    [Fact]
    public void Of_NothingWrong_IsAHundred() => Assert.Equal((100, 0), (HealthReport.Of(Well).Health, HealthReport.Of(Well).Risk));

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    [InlineData(40, 26)]
    [InlineData(44, 30)]
    [InlineData(400, 30)]
    public void Of_Silence_CostsOneADayBeyondTwoWeeks(int days, int penalty) =>
        Assert.Equal(penalty, Penalty(Well with { LastTouch = Now.AddDays(-days) }, "last_touch"));

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 30)]
    [InlineData(7, 30)]
    public void Of_OpenRisks_CostTenEach(int risks, int penalty) => Assert.Equal(penalty, Penalty(Well with { OpenRisks = risks }, "open_risks"));

    [Theory]
    [InlineData(0, 2, 20)]
    [InlineData(2, 2, 30)]
    [InlineData(0, null, 0)]
    public void Of_OpenTickets_CostTenEachWithinTheSameCap(int risks, int? tickets, int penalty) =>
        Assert.Equal(penalty, Penalty(Well with { OpenRisks = risks, OpenTickets = tickets }, "open_risks"));

    [Theory]
    [InlineData(true, 80.0, 0.0, 0, "They use 80 % of what they pay for, no overdue invoice.")]
    [InlineData(true, 25.0, null, 10, "They use 25 % of what they pay for.")]
    [InlineData(true, 0.0, 3.0, 20, "They use 0 % of what they pay for, 3 overdue invoices.")]
    [InlineData(true, null, 1.0, 10, "1 overdue invoice.")]
    [InlineData(true, null, null, 0, "Usage and invoices: HubSpot has no value.")]
    [InlineData(false, 5.0, 5.0, 0, "Usage and invoices: not configured.")]
    public void Of_UsageAndInvoices_CostAtMostTwenty(bool configured, double? usage, double? invoices, int penalty, string reason)
    {
        var factor = HealthReport.Of(Well with { ReadsUsage = configured, Usage = usage, OverdueInvoices = invoices }).Factors.Single(factor => factor.Name == "usage");

        Assert.Equal((penalty, reason), (factor.Penalty, factor.Reason));
    }

    [Theory]
    [InlineData(60, 40, 20)]
    [InlineData(60, 10, 0)]
    [InlineData(61, 40, 0)]
    [InlineData(-1, 40, 0)]
    public void Of_RenewalAhead_CostsTwentyUnlessItIsTalkedAbout(int renewalInDays, int quietDays, int penalty) => Assert.Equal(
        penalty, Penalty(Well with { Renewal = Now.AddDays(renewalInDays), LastTouch = Now.AddDays(-quietDays), LastMeeting = Now.AddDays(-quietDays) }, "renewal"));

    [Fact]
    public void Of_NoMeetingAndNegativeReply_CostFifteenEach()
    {
        Assert.Equal(15, Penalty(Well with { LastMeeting = Now.AddDays(-61) }, "meeting"));
        Assert.Equal(15, Penalty(Well with { LastReplyWasNegative = true }, "last_reply"));
    }

    [Fact]
    public void Of_AnyFacts_IsAHundredMinusItsPenaltiesAndNeverOutOfRange() =>
        Prop.ForAll(
            Gen.Choose(0, 500).ToArbitrary(),
            Gen.Choose(0, 12).ToArbitrary(),
            Gen.Choose(-30, 200).ToArbitrary(),
            (quiet, risks, renewal) =>
            {
                var report = HealthReport.Of(new(Now, quiet > 400 ? null : Now.AddDays(-quiet), Now.AddDays(-quiet), risks, Now.AddDays(renewal), quiet % 2 == 0));
                return report.Health == Math.Max(0, 100 - report.Factors.Sum(factor => factor.Penalty)) && report.Health is >= 0 and <= 100
                    && report.Factors.All(factor => factor.Penalty is >= 0 and <= 30 && factor.Reason.Length > 0);
            }).QuickCheckThrowOnFailure();

    private static int Penalty(HealthFacts facts, string name) => HealthReport.Of(facts).Factors.Single(factor => factor.Name == name).Penalty;
}
