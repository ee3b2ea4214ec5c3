using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

public sealed class DealStalledRuleTests : RuleTest
{
    private static readonly ISignalRule<DealFacts> Rule = new DealStalledRule();
    private static readonly DealFacts Stalled = Quiet with { Deal = Quiet.Deal with { EnteredStageAt = Now.AddDays(-9) } };

    [Theory]
    [InlineData(7 * 24, true)]
    [InlineData((7 * 24) - 1, false)]
    [InlineData(60 * 24, true)]
    public void Detect_HoursInStage_FiresFromSevenDays(int hours, bool fires)
    {
        var facts = Quiet with { Deal = Quiet.Deal with { EnteredStageAt = Now.AddHours(-hours) } };

        Assert.Equal(fires, Rule.Detect(facts, Context()) is not null);
    }

    [Fact]
    public void Detect_NearMisses_DoNotFire()
    {
        DealFacts[] misses =
        [
            Stalled with { Deal = Stalled.Deal with { IsClosed = true } },
            Stalled with { Stage = Stalled.Stage! with { IsClosed = true } },
            Stalled with { Deal = Stalled.Deal with { NextActivityAt = Now.AddDays(1) } },
            Stalled with { Deal = Stalled.Deal with { EnteredStageAt = null } },
        ];

        Assert.All(misses, facts => Assert.Null(Rule.Detect(facts, Context())));
    }

    [Fact]
    public void Detect_StalledDeal_ProposesAMailToItsContactOnTheDealsFacts()
    {
        var detection = Rule.Detect(Stalled, Context())!;
        var move = detection.Proposal!;

        Assert.Equal("Follow up on stalled deal: Spring lanes (Northwind)", move.Title);
        Assert.Equal((ActionType.SendEmail, Domain.Sales, Now.AddDays(1)), (move.ActionType, move.Domain, move.DueBy));
        Assert.Equal(new MailContext { To = "ada@northwind.example", ToName = "Ada Lund" }, move.ActionContext);
        Assert.Equal((new Related("11", "Ada Lund"), new Related("7", "Spring lanes"), new Related("3", "Northwind")), (move.Contact, move.Deal, move.Company));
        var inputs = move.ScoreInputs;
        Assert.Equal((50_000, 0.4, 75, Stalled.Deal.CloseDate, Stalled.Deal.EnteredStageAt), (inputs.Value, inputs.StageProbability, inputs.BaseUrgency, inputs.Deadline, inputs.WaitingSince));
        Assert.Equal((0, null), (inputs.MissingInformation, inputs.IcpFit));
        Assert.Contains("9 days", move.Description, StringComparison.Ordinal);
        Assert.Equal(("deal:7", "2026-W47"), (detection.Entity, detection.Bucket));
    }

    [Fact]
    public void Detect_ContactWithoutAddress_StillProposesAndSaysWhatIsMissing()
    {
        var move = Rule.Detect(Stalled with { Contact = Ada with { Email = null } }, Context())!.Proposal!;

        Assert.Null(Assert.IsType<MailContext>(move.ActionContext).To);
        Assert.Equal(1, move.ScoreInputs.MissingInformation);
    }

    [Fact]
    public void Detect_NeitherContactNorCompany_TheDealsNameServes()
    {
        var move = Rule.Detect(Stalled with { Contact = null, Company = null }, Context())!.Proposal!;

        Assert.Equal("Follow up on stalled deal: Spring lanes", move.Title);
        Assert.Equal((null, null, 1), (move.Contact, move.Company, move.ScoreInputs.MissingInformation));
    }

    [Fact]
    public void Detect_IdealCustomerConfigured_FitIsTheShareOfCriteriaMet()
    {
        var ideal = new IdealCustomerOptions { Industries = ["LOGISTICS_AND_SUPPLY_CHAIN"], MinEmployees = 200 };

        Assert.Equal(0.5, Rule.Detect(Stalled, Context(ideal: ideal))!.Proposal!.ScoreInputs.IcpFit);
        Assert.Null(Rule.Detect(Stalled with { Company = null }, Context(ideal: ideal))!.Proposal!.ScoreInputs.IcpFit);
    }

    [Fact]
    public void StillHolds_DealMovedOn_SaysWhy()
    {
        Assert.True(Rule.StillHolds(Stalled, Context()));
        Assert.Equal("The deal was closed.", Rule.WhyGone(Stalled with { Deal = Stalled.Deal with { IsClosed = true } }, Context()));
        Assert.Equal("The deal has been in Negotiation only since 16 November.", Rule.WhyGone(Quiet, Context()));
    }
}
