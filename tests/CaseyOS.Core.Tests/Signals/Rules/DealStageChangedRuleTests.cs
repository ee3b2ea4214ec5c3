using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

public sealed class DealStageChangedRuleTests : RuleTest
{
    private static readonly ISignalRule<DealFacts> Rule = new DealStageChangedRule();
    private static readonly DealFacts Moved = Quiet with { Deal = Quiet.Deal with { EnteredStageAt = Now.AddHours(-1), LastContactedAt = Now.AddDays(-1) } };

    [Fact]
    public void Detect_MovedAnHourAgo_ProposesTheNextStep()
    {
        var move = Rule.Detect(Moved, Context())!.Proposal!;

        Assert.Equal(("Spring lanes (Northwind) moved to Negotiation", ActionType.FollowUp, Domain.Sales, Now.AddHours(23)), (move.Title, move.ActionType, move.Domain, move.DueBy));
    }

    [Fact]
    public void Detect_WonAndLost_CallForDifferentMoves()
    {
        var closed = Moved with { Deal = Moved.Deal with { IsClosed = true } };
        var won = Rule.Detect(closed with { Deal = closed.Deal with { IsWon = true } }, Context())!.Proposal!;
        var lost = Rule.Detect(closed, Context())!.Proposal!;

        Assert.Equal((ActionType.OnboardingFollowUp, Domain.Cs, Domain.Cs, null), (won.ActionType, won.Domain, won.ScoreInputs.Domain, won.ScoreInputs.Deadline));
        Assert.Equal((ActionType.CheckIn, Domain.Sales), (lost.ActionType, lost.Domain));
    }

    [Fact]
    public void Detect_NearMisses_DoNotFire()
    {
        DealFacts[] misses =
        [
            Quiet,
            Moved with { Deal = Moved.Deal with { EnteredStageAt = Now.AddHours(-24) } },
            Moved with { Deal = Moved.Deal with { EnteredStageAt = null } },
            Moved with { Deal = Moved.Deal with { CreatedAt = Moved.Deal.EnteredStageAt!.Value.AddSeconds(-59) } },
            Moved with { Deal = Moved.Deal with { LastContactedAt = Now.AddMinutes(-1) } },
        ];

        Assert.All(misses, facts => Assert.Null(Rule.Detect(facts, Context())));
    }

    [Fact]
    public void Detect_SameMoveSeenAgain_HasTheSameBucket_AndTheNextMoveAnother()
    {
        var first = Rule.Detect(Moved, Context())!.Bucket;

        Assert.Equal(first, Rule.Detect(Moved with { Deal = Moved.Deal with { Amount = 1 } }, Context())!.Bucket);
        Assert.NotEqual(first, Rule.Detect(Moved with { Deal = Moved.Deal with { EnteredStageAt = Now.AddMinutes(-5) } }, Context())!.Bucket);
    }

    [Fact]
    public void WhyGone_SomebodyWasInTouchSince_SaysSo()
    {
        Assert.Null(Rule.WhyGone(Moved, Context()));
        Assert.NotNull(Rule.WhyGone(Moved with { Deal = Moved.Deal with { LastContactedAt = Now } }, Context()));
    }
}
