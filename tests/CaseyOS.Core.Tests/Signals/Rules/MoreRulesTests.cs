using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

/// <summary>The rules that are tried over HTTP as well, at the edges of their thresholds.</summary>
public sealed class MoreRulesTests : RuleTest
{
    private static readonly ConfiguredProperties Configured = new() { RenewalDate = "renews", Referenceable = "named" };

    private static RuleContext Full(SignalOptions? options = null, IdealCustomerOptions? ideal = null) => Context(options: options, ideal: ideal) with { Properties = Configured };

    [Theory]
    [InlineData(14, true)]
    [InlineData(13, false)]
    public void AtRisk_DaysOfSilence_FiresFromFourteen(int days, bool fires) =>
        Assert.Equal(fires, Fires(new DealAtRiskRule(), Quiet with { Deal = Quiet.Deal with { LastContactedAt = Now.AddDays(-days), EnteredStageAt = Now.AddDays(-30) } }));

    [Theory]
    [InlineData(2, 40, 0, true)] // pushed twice, nobody in touch since
    [InlineData(1, 40, 0, false)]
    [InlineData(2, -40, 0, false)] // brought nearer
    [InlineData(2, 40, 35, false)] // long ago
    public void AtRisk_CloseDateMoved_CountsLateAndRecentPushesOnly(int times, int byDays, int daysAgo, bool fires)
    {
        var dates = Enumerable.Range(0, times + 1).Select(step => (Now.AddDays(-5 - daysAgo + step), (DateTimeOffset?)Now.AddDays(200 + (step * byDays))));
        var facts = Quiet with { Deal = Quiet.Deal with { LastContactedAt = Now.AddDays(-6) }, History = new([.. dates], []) };

        Assert.Equal(fires, Fires(new DealAtRiskRule(), facts));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    [InlineData(140, false)]
    public void AtRisk_AmountChanged_FiresFromAFifth(int now, bool fires)
    {
        var facts = Quiet with { Deal = Quiet.Deal with { LastContactedAt = Now.AddDays(-3) }, History = new([], [(Now.AddDays(-60), 100), (Now.AddDays(-1), now)]) };

        Assert.Equal(fires, Fires(new DealAtRiskRule(), facts));
        Assert.False(Fires(new DealAtRiskRule(), facts with { Deal = facts.Deal with { LastContactedAt = Now } }));
    }

    [Fact]
    public void AtRisk_HistoryNotRead_IsNeverCalledGone() =>
        Assert.Null(((ISignalRule<DealFacts>)new DealAtRiskRule()).WhyGone(Quiet, Full()));

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void Expiring_DaysLeft_FiresWithinThirty(int days, bool fires) => Assert.Equal(fires, Fires(new ContractExpiringRule(), Customer(days, 1)));

    [Theory]
    [InlineData(60, 14, true)]
    [InlineData(61, 14, false)]
    [InlineData(60, 13, false)]
    public void Quiet_DaysLeftAndDaysOfSilence_BothMatter(int left, int silent, bool fires) => Assert.Equal(fires, Fires(new CustomerQuietRule(), Customer(left, silent)));

    [Theory]
    [InlineData(6.9, false)]
    [InlineData(7, true)]
    [InlineData(13.9, true)]
    [InlineData(14, false)]
    [InlineData(30, true)]
    [InlineData(37, false)]
    public void Onboarding_DaysSinceTheWin_FiresInTheWeekAfterEachCheck(double days, bool fires) => Assert.Equal(fires, Fires(new CustomerOnboardingRule(), Won(days)));

    [Fact]
    public void CaseStudy_NotReferenceableOrNotConfigured_IsSilent()
    {
        Assert.True(Fires(new CaseStudyReadyRule(), Won(31) with { Company = Northwind with { IsReferenceable = true } }));
        Assert.False(Fires(new CaseStudyReadyRule(), Won(31)));
        Assert.False(Fires(new CaseStudyReadyRule(), Won(29) with { Company = Northwind with { IsReferenceable = true } }));
        Assert.Null(new CaseStudyReadyRule().Detect(Won(31) with { Company = Northwind with { IsReferenceable = true } }, Context()));
    }

    [Theory]
    [InlineData("3,2,1", true)]
    [InlineData("3,2", false)]
    [InlineData("3,2.9998,2.9996", false)] // seconds apart: proxies
    public void Opened_TimesSinceTheMail_ThreePeopleReadings(string daysAgo, bool fires)
    {
        List<DateTimeOffset> opens = [.. daysAgo.Split(',').Select(days => Now.AddDays(-double.Parse(days, System.Globalization.CultureInfo.InvariantCulture)))];
        var contact = Ada with { LastContactedAt = Now.AddDays(-4), LastOpenedAt = opens[^1] };

        Assert.Equal(fires, Fires(new EmailOpenedNoReplyRule(), new LeadFacts(contact, Northwind) { Opens = opens }));
        Assert.False(Fires(new EmailOpenedNoReplyRule(), new LeadFacts(contact with { LastRepliedAt = Now.AddDays(-1) }, Northwind) { Opens = opens }));
    }

    [Fact]
    public void Opened_WithinAMinuteOfDelivery_IsAMachine() =>
        Assert.Equal(1, ReadMail.Count([Now.AddSeconds(5), Now.AddSeconds(59), Now.AddSeconds(61), Now.AddSeconds(100)], Now));

    [Theory]
    [InlineData(90, true, null, true)]
    [InlineData(89, true, null, false)]
    [InlineData(90, false, null, false)]
    [InlineData(90, false, 1.0, true)]
    public void Inactive_SilenceAndWorth_BothMatter(int days, bool hadDeal, double? fit, bool fires)
    {
        var ideal = fit is null ? null : new IdealCustomerOptions { Industries = ["LOGISTICS_AND_SUPPLY_CHAIN"] };
        var facts = new LeadFacts(Ada with { LastContactedAt = Now.AddDays(-days) }, Northwind) { HasDeal = hadDeal };

        Assert.Equal(fires, new InactiveContactRule().Detect(facts, Full(ideal: ideal)) is not null);
    }

    [Theory]
    [InlineData(48, true, true)]
    [InlineData(47, true, false)]
    [InlineData(48, false, false)]
    public void Draft_HoursUnsent_FiresFromTwoDaysWhileItLies(int hours, bool unsent, bool fires)
    {
        var facts = new DraftFacts { Execution = new(Guid.NewGuid()), To = "ada@northwind.example", Subject = "Lanes", MadeAt = Now.AddHours(-hours), IsUnsent = unsent };

        Assert.Equal(fires, Fires(new DraftUnsentRule(), facts));
        Assert.Equal(unsent, new DraftUnsentRule().WhyGone(facts, Full()) is null);
    }

    [Theory]
    [InlineData("2026-11-21", true)] // in three days
    [InlineData("2026-11-22", false)]
    [InlineData("2026-11-18", true)] // today
    [InlineData("2026-11-07", true)] // every 14 days: the 21st
    public void Newsletter_NextIssue_FiresThreeDaysBefore(string from, bool fires) =>
        Assert.Equal(fires, new NewsletterDueRule().Detect(new(null), Full(new() { NewsletterFrom = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture) })) is not null);

    [Fact]
    public void Newsletter_CadenceChanged_ItsMoveIsGone() =>
        Assert.Equal("The newsletter has another cadence now.", new NewsletterDueRule().WhyGone(new(new DateOnly(2026, 11, 20)), Full(new() { NewsletterFrom = new(2026, 11, 21) })));

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    [InlineData(-1, false)]
    public void Content_DaysSincePublished_FiresWithinAWeek(int days, bool fires) => Assert.Equal(fires, Fires(new ContentPublishedRule(), new ContentFacts("1", "Lanes", Now.AddDays(-days), null)));

    [Theory]
    [InlineData(1, "ada@northwind.example", true)]
    [InlineData(16, "ada@northwind.example", false)]
    [InlineData(-1, "ada@northwind.example", false)]
    [InlineData(1, null, false)]
    public void Meeting_TodayWithAGuest_Fires(int hours, string? guest, bool fires)
    {
        var item = new CalendarEvent { Id = "e", Title = "Lane review", Start = Now.AddHours(hours) };

        Assert.Equal(fires, Fires(new MeetingTodayRule(), new MeetingFacts(item, guest is null ? [] : [new(guest, "Ada", GuestResponse.Accepted)])));
        Assert.Equal("The meeting was called off.", new MeetingTodayRule().WhyGone(new(item with { Status = CalendarEventStatus.Cancelled }, []), Full()));
    }

    [Fact]
    public void News_OfToday_IsACheckInThoughNobodyBringsAny()
    {
        var move = new CompanyNewsRule().Detect(new(Northwind, Ada, "Northwind opens a depot", Now.AddHours(-2), null), Full())!.Proposal!;

        Assert.Equal(("Northwind in the news", ActionType.CheckIn), (move.Title, move.ActionType));
        Assert.False(Fires(new CompanyNewsRule(), new CompanyNewsFacts(Northwind, Ada, "Old", Now.AddDays(-2), null)));
        Assert.NotNull(new CompanyNewsRule().WhyGone(new(Northwind, Ada, "Old", Now.AddDays(-2), null), Full()));
        Assert.NotNull(new CompanyNewsRule().About.WhyUnavailable(Full()));
        Assert.Null(new CompanyNewsRule().About.WhyUnavailable(Full() with { HasNews = true }));
    }

    private static bool Fires<T>(ISignalRule<T> rule, T facts) => rule.Detect(facts, Full()) is not null;

    private static CustomerFacts Customer(int daysLeft, int silentFor) =>
        new(Northwind with { RenewsAt = new(Now.UtcDateTime.Date.AddDays(daysLeft), TimeSpan.Zero), LastContactedAt = Now.AddDays(-silentFor) }, Ada);

    private static DealFacts Won(double daysAgo) => Quiet with { Deal = Quiet.Deal with { IsClosed = true, IsWon = true, EnteredStageAt = Now.AddDays(-daysAgo), LastContactedAt = Now.AddDays(-50) } };
}
