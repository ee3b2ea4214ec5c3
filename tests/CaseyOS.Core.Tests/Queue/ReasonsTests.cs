using CaseyOS.Core.Queue;
using static CaseyOS.Core.Tests.Queue.QueueSituation;

namespace CaseyOS.Core.Tests.Queue;

public sealed class ReasonsTests
{
    private static readonly MoveReason Stalled = Reason("deal_stalled", "in Negotiation for 9 days", "Follow up on stalled deal", 75, ActionType.SendEmail) with { Description = "Nine days." };
    private static readonly MoveReason Proposal = Reason("proposal_no_response", "silent for 4 days", "Follow up on the proposal", 78, ActionType.FollowUp);
    private static readonly MoveReason Lead = Reason("new_lead_uncontacted", "new", "First contact", 60, ActionType.SendEmail);
    private static readonly MoveReason Form = Reason("form_submitted", "handed in a form", "Reply to Ada", 85, ActionType.SendEmail) with { Covers = ["new_lead_uncontacted"] };

    [Fact]
    public void Because_SecondReason_IsSaidInTheDriverAndAddsUrgency()
    {
        var item = Of(Stalled).Because(Proposal);

        Assert.Equal([Proposal, Stalled], item.Reasons);
        Assert.Equal(["in Negotiation for 9 days"], Reasons.Further(item)!);
        var scorer = new ItemScoring(Scoring.ScoringSituation.Usual);
        var (before, after) = (scorer.Rescore(Of(Stalled), Now, TimeZoneInfo.Utc).Score, scorer.Rescore(item, Now, TimeZoneInfo.Utc).Score);
        Assert.True(after.Base > before.Base);
        Assert.EndsWith("up to +5 because also: in Negotiation for 9 days", after.Drivers[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Because_MoreUrgentReason_LeadsTheMoveWhicheverCameFirst()
    {
        Assert.Equal(("Follow up on the proposal", ActionType.FollowUp, "proposal_no_response"), Led(Of(Stalled).Because(Proposal)));
        Assert.Equal(("Follow up on the proposal", ActionType.FollowUp, "proposal_no_response"), Led(Of(Proposal).Because(Stalled)));
        Assert.Equal(("Follow up on stalled deal", ActionType.SendEmail, "deal_stalled"), Led(Of(Stalled).Because(Proposal).Without(["proposal_no_response"])));

        static (string, ActionType, string?) Led(QueueItem item) => (item.Title, item.ActionType, Reasons.Leading(item));
    }

    [Fact]
    public void Because_MoreUrgentReason_NamesTheMoveUnlessTheUserDid()
    {
        Assert.Equal("Follow up on the proposal", Of(Stalled).Because(Proposal).Title);
        Assert.Equal("Call Ada", (Of(Stalled) with { Title = "Call Ada" }).Because(Proposal).Title);
        Assert.Equal("Follow up on the proposal", Of(Proposal).Because(Stalled).Title);
    }

    [Fact]
    public void Because_SameReasonAgain_BringsItsWordsUpToDateAndIsNoSecondOne()
    {
        var item = Of(Stalled).Because(Stalled with { Words = "in Negotiation for 16 days", Description = "Sixteen days.", DetectedAt = Now });

        Assert.Equal("in Negotiation for 16 days", Assert.Single(item.Reasons).Words);
        Assert.Equal("Sixteen days.", item.Description);
    }

    [Fact]
    public void Because_ReasonContainedInAnother_AddsNothingWhicheverCameFirst()
    {
        Assert.Equal([Form], Of(Form).Because(Lead).Reasons);
        var item = Of(Lead).Because(Form);
        Assert.Equal([Form], item.Reasons);
        Assert.Equal("Reply to Ada", item.Title);
    }

    [Fact]
    public void Without_NamingReasonGone_TheOtherNamesTheMove()
    {
        var item = Of(Stalled).Because(Proposal).Without(["proposal_no_response"]);

        Assert.Equal(("Follow up on stalled deal", 75), (item.Title, item.ScoreInputs.BaseUrgency));
        Assert.Equal([Stalled], item.Reasons);
    }

    [Fact]
    public void Today_TwoMovesAboutOneDeal_TakeOnePlaceWhileOthersWait()
    {
        List<QueueItem> moves =
        [
            Move(90) with { Entity = "deal:1" }, Move(80) with { Entity = "deal:1" }, Move(70) with { Entity = "thread:1" }, Move(60), Move(50),
            Move(40, status: ItemStatus.Accepted) with { Entity = "deal:1" },
        ];

        Assert.Equal([90, 70, 60], TodayPlaces.Of(moves, 3).Select(move => move.Score.Rank));
        Assert.Equal([90, 70, 60, 50, 40], TodayPlaces.Of(moves, 5).Select(move => move.Score.Rank));
        Assert.Equal([90, 80, 70, 60, 50, 40], TodayPlaces.Of(moves, 10).Select(move => move.Score.Rank));
    }

    [Theory]
    [InlineData(ItemStatus.Pending, ItemStatus.Accepted, "accepted+")]
    [InlineData(ItemStatus.Pending, ItemStatus.Executing, "accepted+")]
    [InlineData(ItemStatus.Accepted, ItemStatus.Executing, "")]
    [InlineData(ItemStatus.Accepted, ItemStatus.Pending, "accepted-")]
    [InlineData(ItemStatus.Executing, ItemStatus.Executed, "executed+")]
    [InlineData(ItemStatus.Pending, ItemStatus.Completed, "accepted+ completed+")]
    [InlineData(ItemStatus.Executed, ItemStatus.Completed, "")]
    [InlineData(ItemStatus.Pending, ItemStatus.Skipped, "skipped.not_relevant+")]
    [InlineData(ItemStatus.Skipped, ItemStatus.Pending, "skipped.not_relevant-")]
    [InlineData(ItemStatus.Pending, ItemStatus.Resolved, "resolved+")]
    public void Tally_Change_CountsWhatTheUserMadeOfTheMove(ItemStatus from, ItemStatus to, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tally.Of(At(from), At(to)).Select(counted => counted.Event + (counted.Counts ? "+" : "-"))));

    private static QueueItem At(ItemStatus status) => Move(status: status) with { SkipReason = status == ItemStatus.Skipped ? "not_relevant" : null };

    private static MoveReason Reason(string type, string words, string title, double urgency, ActionType action) => new(type, words, title, urgency)
    {
        Facts = new() { ActionType = action, Domain = Domain.Sales, ScoreInputs = new() { BaseUrgency = urgency } },
    };

    private static QueueItem Of(MoveReason reason) => Move() with
    {
        Title = reason.Title,
        Description = reason.Description,
        ActionType = reason.Facts!.ActionType,
        SignalType = reason.SignalType,
        Reasons = [reason],
        ScoreInputs = reason.Facts.ScoreInputs,
    };
}
