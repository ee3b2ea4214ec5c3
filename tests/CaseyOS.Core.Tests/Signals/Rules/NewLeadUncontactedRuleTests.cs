using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Tests.Signals.Rules;

public sealed class NewLeadUncontactedRuleTests : RuleTest
{
    private static readonly ISignalRule<LeadFacts> Rule = new NewLeadUncontactedRule();

    [Theory]
    [InlineData(0, true)]
    [InlineData((7 * 24) - 1, true)]
    [InlineData(7 * 24, false)]
    public void Detect_HoursSinceCreation_FiresForSevenDays(int hours, bool fires)
    {
        var facts = NewLead with { Contact = NewLead.Contact with { CreatedAt = Now.AddHours(-hours) } };

        Assert.Equal(fires, Rule.Detect(facts, Context()) is not null);
    }

    [Fact]
    public void Detect_NearMisses_DoNotFire()
    {
        LeadFacts[] misses =
        [
            NewLead with { Contact = NewLead.Contact with { LastContactedAt = Now.AddHours(-1) } },
            NewLead with { Contact = NewLead.Contact with { ContactedCount = 1 } },
            NewLead with { Contact = NewLead.Contact with { CreatedAt = null } },
            NewLead with { Contact = NewLead.Contact with { FirstName = null, LastName = null, Email = null, CompanyName = null }, Company = null },
        ];

        Assert.All(misses, facts => Assert.Null(Rule.Detect(facts, Context())));
    }

    [Fact]
    public void Detect_NewLead_ProposesAFirstMailTheDayAfter()
    {
        var detection = Rule.Detect(NewLead, Context())!;
        var move = detection.Proposal!;

        Assert.Equal("First contact: Ada Lund at Northwind", move.Title);
        Assert.Equal((ActionType.SendEmail, Now.AddDays(-1), 60d, Now.AddDays(-2)), (move.ActionType, move.DueBy, move.ScoreInputs.BaseUrgency, move.ScoreInputs.WaitingSince));
        Assert.Equal(("contact:11", SignalHash.Once), (detection.Entity, detection.Bucket));
    }

    [Fact]
    public void Detect_NameWithoutCompany_NamesThePerson()
    {
        var facts = new LeadFacts(NewLead.Contact with { CompanyName = " " }, null);

        Assert.Equal("First contact: Ada Lund", Rule.Detect(facts, Context())!.Proposal!.Title);
    }

    [Fact]
    public void StillHolds_OldButUncontacted_HoldsUntilSomebodyWrites()
    {
        var old = NewLead with { Contact = NewLead.Contact with { CreatedAt = Now.AddDays(-30) } };

        Assert.True(Rule.StillHolds(old, Context()));
        Assert.Equal("They have been contacted.", Rule.WhyGone(old with { Contact = old.Contact with { LastContactedAt = Now } }, Context()));
    }
}
