using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

public sealed class ProposalNoResponseRuleTests : RuleTest
{
    private static readonly ISignalRule<DealFacts> Rule = new ProposalNoResponseRule();

    [Theory]
    [InlineData(72, true)]
    [InlineData(71, false)]
    public void Detect_HoursOfSilence_FiresFromThreeDays(int hours, bool fires) =>
        Assert.Equal(fires, Rule.Detect(Silent(Now.AddHours(-hours)), Context()) is not null);

    [Fact]
    public void Detect_NearMisses_DoNotFire()
    {
        DealFacts[] misses =
        [
            Proposal with { Deal = Proposal.Deal with { IsClosed = true } },
            Proposal with { Stage = Quiet.Stage },
            Proposal with { Stage = null },
            Proposal with { Deal = Proposal.Deal with { LastContactedAt = null, EnteredStageAt = Now.AddHours(-1) } },
        ];

        Assert.All(misses, facts => Assert.Null(Rule.Detect(facts, Context())));
    }

    [Fact]
    public void Detect_StageNamedInConfiguration_CountsAsProposal()
    {
        var facts = Proposal with { Stage = new DealStage("proposal", "Angebot liegt vor", "default", 2, 0.5, IsClosed: false) };

        Assert.Null(Rule.Detect(facts, Context()));
        Assert.NotNull(Rule.Detect(facts, Context(options: new SignalOptions { ProposalStageIds = ["proposal"] })));
        Assert.NotNull(Rule.Detect(facts, Context(options: new SignalOptions { ProposalStageWords = ["angebot"] })));
    }

    [Fact]
    public void Detect_SilentProposal_ProposesAFollowUpToday()
    {
        var detection = Rule.Detect(Proposal, Context())!;
        var move = detection.Proposal!;

        Assert.Equal("Follow up on the proposal: Spring lanes (Northwind)", move.Title);
        Assert.Equal((ActionType.FollowUp, 78d, Now.AddDays(-5)), (move.ActionType, move.ScoreInputs.BaseUrgency, move.ScoreInputs.WaitingSince));
        Assert.Equal(new DateTimeOffset(2026, 11, 18, 23, 59, 59, TimeSpan.Zero), move.DueBy);
        Assert.Contains("silent for 5 days", move.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void StillHolds_SomebodyWroteOrStageChanged_SaysWhy()
    {
        Assert.True(Rule.StillHolds(Proposal, Context()));
        Assert.Equal("There was activity on the deal.", Rule.WhyGone(Silent(Now.AddHours(-1)), Context()));
        Assert.Equal("The deal moved to Negotiation.", Rule.WhyGone(Proposal with { Stage = Quiet.Stage }, Context()));
    }

    private static DealFacts Silent(DateTimeOffset since) =>
        Proposal with { Deal = Proposal.Deal with { LastContactedAt = since, EnteredStageAt = Now.AddDays(-30) } };
}
