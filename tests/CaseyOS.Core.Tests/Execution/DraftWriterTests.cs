using System.Buffers;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace CaseyOS.Core.Tests.Execution;

public sealed class DraftWriterTests
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("{}<>");

    private static readonly string?[] Signals =
        [null, "deal_stalled", "deal_close_date_passed", "proposal_no_response", "new_lead_uncontacted", "email_replied", "some_later_signal"];

    [Fact]
    public void Write_StalledDeal_NamesPersonDealAndDateAndSignsWithFirstName()
    {
        var mail = DraftWriter.Write(Moves.Stalled(), Moves.Casey);

        Assert.Equal("ada@northwind.example", mail.To);
        Assert.Equal("Northwind lanes 2027: next step?", mail.Subject);
        Assert.StartsWith("Hi Ada,\n\n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("Northwind lanes 2027 since 4 November", mail.Body, StringComparison.Ordinal);
        Assert.EndsWith("\n\nBest,\nCasey", mail.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Northwind: lane review", "Lane review: next step?", "around the lane review since")]
    [InlineData("northwind – Lanes 2027", "Lanes 2027: next step?", "around Lanes 2027 since")]
    [InlineData("Northwind lanes", "Northwind lanes: next step?", "around Northwind lanes since")]
    [InlineData("Northwind:", "Northwind: next step?", "around Northwind since")]
    public void Write_DealFiledUnderItsCompany_DoesNotTellThemWhoTheyAre(string deal, string subject, string says)
    {
        var mail = DraftWriter.Write(Moves.Stalled() with { Deal = new Related("7", deal) }, Moves.Casey);

        Assert.Equal(subject, mail.Subject);
        Assert.Contains(says, mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyMove_KeepsOurMoneyToOurselves()
    {
        foreach (var signal in Signals)
        {
            Assert.DoesNotContain("50", DraftWriter.Write(Moves.Stalled() with { SignalType = signal }, Moves.Casey).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_AnyOccasion_AsksExactlyOneThing()
    {
        foreach (var (signal, action) in from signal in Signals from action in Enum.GetValues<ActionType>() select (signal, action))
        {
            var body = DraftWriter.Write(Moves.Stalled() with { SignalType = signal, ActionType = action }, Moves.Casey).Body;
            Assert.Equal(1, body.Count(letter => letter == '?'));
        }
    }

    [Fact]
    public void Write_DifferentOccasions_WritesDifferentMails()
    {
        var bodies = Signals.Select(signal => DraftWriter.Write(Moves.Stalled() with { SignalType = signal }, Moves.Casey).Body);

        // Without a known signal the action type decides, and both unknown cases have the same one.
        Assert.Equal(Signals.Length - 1, bodies.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ada@northwind.example")]
    [InlineData("contact 12")]
    [InlineData("{{contact.firstname}}")]
    public void Write_NoUsableName_GreetsWithoutOne(string? name)
    {
        var item = Moves.Stalled() with { ActionContext = new MailContext { To = "ada@northwind.example", ToName = name }, Contact = null };

        Assert.StartsWith("Hello,\n\n", DraftWriter.Write(item, Moves.Casey).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "has no e-mail address")]
    [InlineData(" ", "has no e-mail address")]
    [InlineData("not an address", "is not an e-mail address")]
    [InlineData("Ada <ada@northwind.example>", "is not an e-mail address")]
    [InlineData("ada@northwind.example\r\nBcc: all@northwind.example", "is not an e-mail address")]
    public void Write_NobodyToWriteTo_NamesTheFieldAndWhatToDo(string? to, string says)
    {
        var item = Moves.Stalled() with { ActionContext = new MailContext { To = to, ToName = "Ada Lund" } };

        var error = Assert.Throws<ValidationException>(() => DraftWriter.Write(item, Moves.Casey));

        Assert.Contains(says, Assert.Single(error.Errors["action_context.to"]), StringComparison.Ordinal);
        Assert.Contains("HubSpot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Answer_KeepsThreadSubjectAndNamesTheAnsweredMessage()
    {
        var item = Moves.Stalled() with { ActionContext = new MailContext { To = "ada@northwind.example", ThreadId = "18c1", InReplyTo = "<old@mail>" } };

        var mail = DraftWriter.Write(item, Moves.Casey, new AnsweredMessage("18c2", "<new@mail>", "RE: AW: Lanes 2027", []));

        Assert.Equal("Re: Lanes 2027", mail.Subject);
        Assert.Equal("18c1", mail.ThreadId);
        Assert.Equal("<new@mail>", mail.InReplyTo);
    }

    [Fact]
    public void Write_TextFixedOnTheMove_IsTaken()
    {
        var item = Moves.Stalled() with { ActionContext = new MailContext { To = "ada@northwind.example", Subject = "Lunch", Body = "Tuesday at noon?" } };

        var mail = DraftWriter.Write(item, Moves.Casey);

        Assert.Equal(("Lunch", "Tuesday at noon?"), (mail.Subject, mail.Body));
    }

    [Fact]
    public void Write_SenderWithoutName_SignsWithTheAddress()
    {
        var mail = DraftWriter.Write(Moves.Stalled(), Moves.Casey with { Name = null, Email = "casey.larkin@dwtb.example" });

        Assert.EndsWith("\nCasey", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyFacts_LeavesNoGapAndIsStable()
    {
        var names = Gen.OneOf(Gen.Constant<string?>(null), Gen.Elements<string?>("", " ", "Ada Lund", "{{name}}", "Ada\r\nBcc: x", "ÅDA ølund", "x@y", "<b>", "名前"), ArbMap.Default.GeneratorFor<string?>().Select(text => text?.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)));
        var cases =
            from person in names
            from company in names
            from deal in names
            from signal in Gen.Elements(Signals)
            from action in Gen.Elements(Enum.GetValues<ActionType>())
            from since in Gen.Elements<DateTimeOffset?>(null, new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero))
            select Moves.Stalled() with
            {
                SignalType = signal,
                ActionType = action,
                ActionContext = new MailContext { To = "ada@northwind.example", ToName = person },
                Contact = null,
                Company = company is null ? null : new Related("3", company),
                Deal = deal is null ? null : new Related("7", deal),
                ScoreInputs = new ScoreInputs { WaitingSince = since, Deadline = since },
            };

        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var mail = DraftWriter.Write(item, Moves.Casey);
            return mail.Equals(DraftWriter.Write(item, Moves.Casey))
                && mail.Body.Length > 100
                && !mail.Subject.Any(char.IsControl)
                && mail.Subject.Length is > 0 and < 200
                && !mail.Body.AsSpan().ContainsAny(Marks)
                && !mail.Body.Contains("  ", StringComparison.Ordinal)
                && !mail.Body.Contains(" ,", StringComparison.Ordinal)
                && !mail.Body.Contains(" .", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }
}
