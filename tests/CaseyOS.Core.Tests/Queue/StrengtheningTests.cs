using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using static CaseyOS.Core.Tests.Queue.QueueSituation;

namespace CaseyOS.Core.Tests.Queue;

public sealed class StrengtheningTests
{
    [Fact]
    public void With_NewerFacts_TakesThemAndLosesNone()
    {
        var item = Move(dueInHours: 48) with { ScoreInputs = new() { Value = 10_000, IcpFit = 0.4, BaseUrgency = 75 } };

        var stronger = item.With(Proposal() with { DueBy = Now.AddHours(5), ScoreInputs = new() { Value = 12_000, BaseUrgency = 60, Deadline = Now, DeadlineVerb = "closed" } });

        Assert.Equal(12_000, stronger.ScoreInputs.Value);
        Assert.Equal(0.4, stronger.ScoreInputs.IcpFit);
        Assert.Equal(75, stronger.ScoreInputs.BaseUrgency);
        Assert.Equal(Now, stronger.ScoreInputs.Deadline);
        Assert.Equal(Now.AddHours(5), stronger.DueBy);
        Assert.Equal(item.Title, stronger.Title);
    }

    [Fact]
    public void With_WordsOfTheUser_AreKept()
    {
        var item = Move() with { ActionContext = new MailContext { To = "ada@northwind.example", Body = "Dear Ada" } };

        var stronger = item.With(Proposal() with { ActionContext = new MailContext { To = "other@northwind.example", ToName = "Ada Lund", ThreadId = "t1", InReplyTo = "<m1@x>" } });

        Assert.Equal(
            new MailContext { To = "ada@northwind.example", ToName = "Ada Lund", Body = "Dear Ada", ThreadId = "t1", InReplyTo = "<m1@x>" }, stronger.ActionContext);
    }

    private static MoveProposal Proposal() =>
        new() { Title = "Other", ActionType = ActionType.SendEmail, Domain = Domain.Sales, ScoreInputs = new() };
}
