using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;
using FsCheck;
using FsCheck.Fluent;
using static CaseyOS.Core.Tests.Queue.QueueSituation;

namespace CaseyOS.Core.Tests.Queue;

public sealed class StrengtheningTests
{
    private static readonly string[] Rules = ["deal_stalled", "proposal_no_response", "deal_stage_changed", "no_response", "form_submitted", "new_lead_uncontacted"];
    private static readonly ActionType[] Mails = [ActionType.SendEmail, ActionType.FollowUp, ActionType.OnboardingFollowUp];

    [Fact]
    public void Because_SignalsInAnyOrderAndAgain_IsTheSameMove() => Prop.ForAll(
        Signals().ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (signals, seed) =>
        {
            var shuffled = signals.Concat(signals.Take(2)).ToArray();
            new Random(seed).Shuffle(shuffled);
            return Says(After(signals)) == Says(After(shuffled));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Because_NewerFacts_TakesThemAndLosesNone()
    {
        var first = Signal("deal_stalled") with { DetectedAt = Now, Proposal = Proposal() with { DueBy = Now.AddHours(48), ScoreInputs = new() { Value = 10_000, IcpFit = 0.4, BaseUrgency = 75 } } };
        var second = Signal("proposal_no_response") with
        {
            DetectedAt = Now.AddHours(1),
            Proposal = Proposal() with { DueBy = Now.AddHours(5), ScoreInputs = new() { Value = 12_000, BaseUrgency = 60, Deadline = Now, DeadlineVerb = "closed" } },
        };

        Assert.All([After([first, second]), After([second, first])], stronger =>
        {
            Assert.Equal((12_000, 0.4, 75, Now), (stronger.ScoreInputs.Value, stronger.ScoreInputs.IcpFit, stronger.ScoreInputs.BaseUrgency, stronger.ScoreInputs.Deadline));
            Assert.Equal((Now.AddHours(5), "deal_stalled"), (stronger.DueBy, stronger.Title));
        });
    }

    [Fact]
    public void Because_SameRuleAgain_NewestStandsAndTheDayStays()
    {
        var first = Signal("deal_stalled") with { DetectedAt = Now, Proposal = Proposal() with { Title = "9 days", DueBy = Now.AddDays(1) } };
        var second = Signal("deal_stalled") with { DetectedAt = Now.AddDays(7), Proposal = Proposal() with { Title = "16 days", DueBy = Now.AddDays(8) } };

        Assert.All([After([first, second]), After([second, first])], item => Assert.Equal(("16 days", Now.AddDays(1)), (item.Title, item.DueBy)));
    }

    [Fact]
    public void Because_WhatTheUserChanged_IsKept()
    {
        var item = After([Signal("deal_stalled")]) with { Title = "Call Ada", DueBy = Now.AddDays(3), ActionContext = new MailContext { To = "ada@northwind.example", Body = "Dear Ada" } };
        var fresh = Signal("form_submitted") with
        {
            Proposal = Proposal(90) with { DueBy = Now, ActionContext = new MailContext { To = "other@northwind.example", ToName = "Ada Lund", ThreadId = "t1", InReplyTo = "<m1@x>", Subject = "Re: Lanes" } },
        };

        var stronger = item.Because(Reasons.Of(fresh, fresh.Proposal!));

        Assert.Equal(("Call Ada", Now.AddDays(3)), (stronger.Title, stronger.DueBy));
        Assert.Equal(
            new MailContext { To = "ada@northwind.example", ToName = "Ada Lund", Body = "Dear Ada", ThreadId = "t1", InReplyTo = "<m1@x>", Subject = "Re: Lanes" }, stronger.ActionContext);
    }

    [Fact]
    public void Because_ReasonForNow_BringsBackWhatTheProgramPutOffButNotWhatTheUserDid()
    {
        var later = Signal("no_response") with { Proposal = Proposal() with { SnoozedUntil = Now.AddDays(2) } };
        var fresh = Reasons.Of(Signal("deal_stalled"), Proposal());
        var putOff = After([later]);

        Assert.Equal(ItemStatus.Snoozed, putOff.Status);
        Assert.Equal((ItemStatus.Pending, null), (putOff.Because(fresh).Status, putOff.Because(fresh).SnoozedUntil));
        var byUser = putOff with { SnoozedUntil = Now.AddDays(5) };
        Assert.Equal((ItemStatus.Snoozed, Now.AddDays(5)), (byUser.Because(fresh).Status, byUser.Because(fresh).SnoozedUntil));
    }

    private static QueueItem After(IReadOnlyList<Signal> signals)
    {
        var first = signals[0];
        var item = Reasons.Begin(Reasons.Of(first, first.Proposal!), first, Move().Id, Now);
        return signals.Skip(1).Aggregate(item, (open, signal) => open.Because(Reasons.Of(signal, signal.Proposal!)));
    }

    // All but which signal came first and when.
    private static string Says(QueueItem item) => string.Join(Environment.NewLine, [
        $"{item.Title} {item.Description} {item.Domain} {item.ActionType} {item.Status} {item.SnoozedUntil} {item.DueBy} {item.Contact} {item.Deal} {item.Company}",
        $"{item.ActionContext}",
        $"{item.ScoreInputs with { Domain = default, ActionType = default }}",
        .. item.Reasons.Select(reason => $"{reason.SignalType} {reason.SignalId} {reason.Words} {reason.Title} {reason.Urgency} {reason.Facts!.DueBy} {reason.Facts.ActionType}"),
    ]);

    private static Gen<Signal[]> Signals() => Gen.Choose(0, int.MaxValue).Select(seed =>
    {
        // A few values of everything, so that signals of one rule, of one moment and of one urgency are frequent.
        var chance = new Random(seed);
        return Enumerable.Range(0, chance.Next(1, 7)).Select(number =>
        {
            var rule = Rules[chance.Next(Rules.Length)];
            var mail = new MailContext { To = Some("ada@x", "bob@x"), ToName = Some("Ada", "Bob"), ThreadId = Some("t1", "t2"), InReplyTo = Some("<m1>", "<m2>"), Subject = Some("Re: A", "Re: B") };
            return Signal(rule) with
            {
                DetectedAt = Now.AddHours(chance.Next(3)),
                OccurredAt = Now.AddHours(-chance.Next(3)),
                Proposal = Proposal(chance.Next(70, 73)) with
                {
                    Title = $"Title {number}",
                    Description = Some("One", "Two"),
                    ActionType = Mails[chance.Next(Mails.Length)],
                    Domain = chance.Next(2) == 0 ? Domain.Sales : Domain.Cs,
                    Covers = rule == "form_submitted" ? ["new_lead_uncontacted"] : null,
                    DueBy = Day(),
                    SnoozedUntil = rule == "no_response" ? Day() : null,
                    ActionContext = chance.Next(4) == 0 ? null : mail,
                    Contact = Some("1", "2") is { } contact ? new(contact, "Ada") : null,
                    ScoreInputs = new()
                    {
                        BaseUrgency = chance.Next(4) == 0 ? null : chance.Next(70, 73),
                        Value = chance.Next(2) == 0 ? null : chance.Next(1, 3),
                        Deadline = Day(),
                        DeadlineVerb = Some("closes", "is due"),
                        WaitingSince = Day(),
                        Subject = Some("deal", "renewal"),
                    },
                },
            };
        }).ToArray();

        string? Some(string one, string other) => chance.Next(3) switch { 0 => null, 1 => one, _ => other };
        DateTimeOffset? Day() => chance.Next(3) == 0 ? null : Now.AddDays(chance.Next(1, 4));
    });

    private static Signal Signal(string type) => new()
    {
        Id = SignalId.New(TimeProvider.System),
        Owner = new("o"),
        Type = type,
        Source = SignalSource.Hubspot,
        Entity = "deal:1",
        Hash = "h",
        OccurredAt = Now,
        DetectedAt = Now,
        Proposal = Proposal() with { Title = type },
    };

    private static MoveProposal Proposal(double urgency = 75) =>
        new() { Title = "deal_stalled", ActionType = ActionType.SendEmail, Domain = Domain.Sales, ScoreInputs = new() { BaseUrgency = urgency } };
}
