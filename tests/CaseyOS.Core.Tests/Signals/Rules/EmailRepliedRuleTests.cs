using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

public sealed class EmailRepliedRuleTests : RuleTest
{
    private static readonly ISignalRule<ReplyFacts> Rule = new EmailRepliedRule();

    private static readonly ReplyFacts Reply = new()
    {
        MessageId = "18c2",
        ThreadId = "18c1",
        InternetMessageId = "<m2@mail.northwind.example>",
        FromEmail = "ada@northwind.example",
        FromName = "Ada L.",
        Subject = "Spring lanes",
        ReceivedAt = Now.AddMinutes(-10),
        Evidence = "In-Reply-To names <m1@mail.example>, which you sent.",
        Contact = Ada,
        Company = Northwind,
    };

    [Fact]
    public void Detect_Reply_ProposesAnAnswerInTheSameThreadWithinFourHours()
    {
        var detection = Rule.Detect(Reply, Context())!;
        var move = detection.Proposal!;

        Assert.Equal("Answer Ada Lund at Northwind", move.Title);
        Assert.Equal((ActionType.FollowUp, Reply.ReceivedAt.AddHours(4), 88d), (move.ActionType, move.DueBy, move.ScoreInputs.BaseUrgency));
        Assert.Equal(
            new MailContext { To = "ada@northwind.example", ToName = "Ada Lund", Subject = "Re: Spring lanes", ThreadId = "18c1", InReplyTo = "<m2@mail.northwind.example>" },
            move.ActionContext);
        Assert.Equal(("thread:18c1", "18c2"), (detection.Entity, detection.Bucket));
        Assert.Equal(Reply.Evidence, detection.Payload["evidence"]);
    }

    [Theory]
    [InlineData("Re: Spring lanes", "Re: Spring lanes")]
    [InlineData("RE: Spring lanes", "RE: Spring lanes")]
    [InlineData(null, null)]
    public void Detect_Subject_IsPrefixedOnce(string? subject, string? expected) =>
        Assert.Equal(expected, Assert.IsType<MailContext>(Rule.Detect(Reply with { Subject = subject }, Context())!.Proposal!.ActionContext).Subject);

    [Fact]
    public void Detect_SenderUnknownToHubSpot_IsNamedByHisMail()
    {
        Assert.Equal("Answer Ada L.", Rule.Detect(Reply with { Contact = null, Company = null }, Context())!.Proposal!.Title);
        Assert.Equal("Answer ada@northwind.example", Rule.Detect(Reply with { Contact = null, Company = null, FromName = null }, Context())!.Proposal!.Title);
    }

    [Fact]
    public void Detect_AlreadyAnswered_IsAFactWithoutAMove()
    {
        var answered = Reply with { AnsweredAt = Now };

        Assert.Null(Rule.Detect(answered, Context())!.Proposal);
        Assert.Equal("You have answered.", Rule.WhyGone(answered, Context()));
        Assert.True(Rule.StillHolds(Reply, Context()));
    }
}
