using CaseyOS.Core.Executions;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Testing;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Tests.Execution.Watching;

public sealed class WatchPlanTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly ExecutionOptions options = new();
    private readonly WatchPlan plan;

    public WatchPlanTests() => plan = new(Options.Create(options), clock);

    [Fact]
    public void Begin_Reserved_IsBeingPerformedUntilTheLeaseEnds()
    {
        var watch = WatchPlan.Begin(Reserved()).Watch;

        Assert.Equal((WatchState.Performing, clock.Start.AddSeconds(60)), (watch.State, watch.Until));
        Assert.Single(watch.Timeline);
    }

    [Fact]
    public void Follow_Held_WaitsForTheEndOfTheHoldAndIsNoDraftThatTheUserSends()
    {
        var reserved = WatchPlan.Begin(Reserved() with { Mode = ExecutionMode.Send });
        var until = clock.Start.AddSeconds(30);

        var watch = plan.Follow(reserved, reserved with { Status = ExecutionStatus.Holding, HoldUntil = until, LeaseUntil = until }).Watch;

        Assert.Equal((WatchState.Holding, until, null), (watch.State, watch.Until, watch.NextCheck));
    }

    [Theory]
    [InlineData(ExecutionStatus.Sending)]
    [InlineData(ExecutionStatus.Withdrawing)]
    public void Follow_BeingSentOrTakenBack_LastsAsLongAsTheLease(ExecutionStatus status)
    {
        var reserved = WatchPlan.Begin(Reserved() with { Mode = ExecutionMode.Send });

        var watch = plan.Follow(reserved, reserved with { Status = status, LeaseUntil = clock.Start.AddMinutes(2) }).Watch;

        Assert.Equal((WatchState.Performing, clock.Start.AddMinutes(2)), (watch.State, watch.Until));
    }

    [Fact]
    public void Follow_DraftMade_WaitsAWeekForItsSending()
    {
        var watch = Drafted().Watch;

        Assert.Equal((WatchState.WaitingForSending, clock.Start.AddDays(7), clock.Start.AddHours(1)), (watch.State, watch.Until, watch.NextCheck));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(6, 24)]
    [InlineData(24, 48)]
    [InlineData(48, 72)]
    [InlineData(100, 120)]
    [InlineData(160, 168)]
    public void Follow_LookedAtAfterHours_LooksAgainAtTheNextPoint(int looked, int next)
    {
        var drafted = Drafted();
        clock.Advance(TimeSpan.FromHours(looked));

        var watch = plan.Follow(drafted, drafted, lookedAt: clock.GetUtcNow()).Watch;

        Assert.Equal(clock.Start.AddHours(next), watch.NextCheck);
    }

    [Fact]
    public void Follow_SomethingElseChangedWhenALookIsDue_KeepsTheLookDue()
    {
        var drafted = Drafted();
        clock.Advance(TimeSpan.FromHours(1.5));

        Assert.Equal(clock.Start.AddHours(1), plan.Follow(drafted, drafted with { LogAttempts = 1 }).Watch.NextCheck);
    }

    [Fact]
    public void Follow_WindowOfAMinute_LooksOnlyAtItsEnd()
    {
        options.AttributionWindowHours = 1 / 60.0;
        var sent = Sent();

        Assert.Equal(WatchState.WaitingForReply, sent.Watch.State);
        Assert.Equal(clock.Start.AddMinutes(1), sent.Watch.Until!.Value, TimeSpan.FromMilliseconds(10));
        Assert.Equal(sent.Watch.Until, sent.Watch.NextCheck);
    }

    [Fact]
    public void Follow_SentBeforeAnybodyLooked_IsLookedAtAtOnce()
    {
        var done = Reserved() with { Status = ExecutionStatus.Succeeded, FinishedAt = clock.Start, Result = new MailResult { Executed = true, Sent = true, HubspotLogged = true } };

        Assert.Equal(clock.Start, plan.Follow(WatchPlan.Begin(Reserved()), done).Watch.NextCheck);
    }

    [Fact]
    public void Follow_HubSpotNotTold_IsToldInWideningGapsThenNoMore()
    {
        var execution = Drafted();
        List<double> gaps = [];
        while (true)
        {
            var told = plan.Follow(execution, execution with { LogAttempts = execution.LogAttempts + 1, Result = execution.MailResult! with { HubspotLogged = false } });
            if (told.Watch.TellAt is not { } at)
            {
                break;
            }

            gaps.Add((at - clock.GetUtcNow()).TotalSeconds);
            execution = told;
        }

        Assert.Equal(options.LogAttempts - 1, gaps.Count);
        Assert.Equal(gaps.Order(), gaps);
        Assert.Equal(15, gaps[0]);
    }

    [Fact]
    public void Follow_Sent_TellsHubSpotAtOnce()
    {
        var drafted = Drafted();

        var sent = plan.Follow(drafted, drafted with { SentAt = clock.Start, LogAttempts = 0, Result = drafted.MailResult! with { HubspotLogged = false } });

        Assert.Equal(clock.Start, sent.Watch.TellAt);
    }

    [Theory]
    [InlineData(OutcomeType.EmailReplied, WatchEnd.Replied)]
    [InlineData(OutcomeType.EmailBounced, WatchEnd.Bounced)]
    [InlineData(OutcomeType.NoResponse, WatchEnd.NoResponse)]
    [InlineData(OutcomeType.DraftAbandoned, WatchEnd.DraftAbandoned)]
    public void Follow_Outcome_EndsTheWatchAccordingly(OutcomeType type, WatchEnd because)
    {
        var watch = plan.Follow(Sent(), Sent() with { Outcome = Outcome(type) }).Watch;

        Assert.Equal((WatchState.Ended, because, clock.Start, null), (watch.State, watch.EndedBecause, watch.EndedAt, watch.NextCheck));
    }

    [Fact]
    public void Follow_AnswerSeenAfterSilenceWasRecorded_TakesItsPlace()
    {
        var silent = plan.Follow(Sent(), Sent() with { Outcome = Outcome(OutcomeType.NoResponse) });
        clock.Advance(TimeSpan.FromMinutes(1));

        var answered = plan.Follow(silent, silent with { Outcome = Outcome(OutcomeType.EmailReplied) });

        Assert.Equal((WatchEnd.Replied, clock.GetUtcNow()), (answered.Watch.EndedBecause, answered.Watch.EndedAt));
    }

    [Fact]
    public void Follow_EndedAlready_KeepsItsEnd()
    {
        var cancelled = plan.Follow(Sent(), Sent() with { Watch = Sent().Watch with { EndedBecause = WatchEnd.Cancelled } });
        clock.Advance(TimeSpan.FromDays(1));

        var later = plan.Follow(cancelled, cancelled with { LogAttempts = 2 });

        Assert.Equal((WatchEnd.Cancelled, clock.Start), (later.Watch.EndedBecause, later.Watch.EndedAt));
    }

    [Fact]
    public void Postpone_GmailSilent_TriesAgainSoonAndGivesUpAWeekAfterTheEnd()
    {
        var sent = Sent();
        clock.Advance(TimeSpan.FromDays(3.1));

        var postponed = plan.Postpone(sent, "Gmail does not answer.", clock.GetUtcNow());
        Assert.Equal(clock.GetUtcNow() + options.LookAgainAfter, postponed.Watch.NextCheck);
        Assert.Equal("Gmail does not answer.", postponed.Watch.Timeline[^1].Text);
        Assert.Equal(postponed.Watch.Timeline.Count, plan.Postpone(postponed, "Gmail does not answer.", clock.GetUtcNow()).Watch.Timeline.Count);

        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(WatchEnd.Failed, plan.Postpone(postponed, "Gmail does not answer.", clock.GetUtcNow()).Watch.EndedBecause);
    }

    [Fact]
    public void Say_ManyTimes_KeepsTheFirstAndTheNewest()
    {
        var watch = WatchPlan.Begin(Reserved()).Watch;
        foreach (var number in Enumerable.Range(0, 100))
        {
            watch = watch.Say(clock.GetUtcNow(), $"Line {number}.");
        }

        Assert.Equal((30, "You confirmed it; the draft is being made.", "Line 99."), (watch.Timeline.Count, watch.Timeline[0].Text, watch.Timeline[^1].Text));
    }

    private Executions.Execution Drafted() => plan.Follow(WatchPlan.Begin(Reserved()), WatchPlan.Begin(Reserved()) with
    {
        Status = ExecutionStatus.Succeeded,
        FinishedAt = clock.Start,
        Result = new MailResult { Executed = true, HubspotLogged = true },
    });

    private Executions.Execution Sent() => plan.Follow(Drafted(), Drafted() with { SentAt = clock.Start, Fate = DraftFate.SentUnchanged });

    private OutcomeSummary Outcome(OutcomeType type) => new(new(Guid.Empty), type, clock.Start, "Evidence.");

    private Executions.Execution Reserved() => new()
    {
        Id = new(Guid.Parse("01900000-0000-7000-8000-000000000001")),
        Owner = new OwnerId("casey"),
        ItemId = new(Guid.Parse("01900000-0000-7000-8000-000000000002")),
        ItemTitle = "Follow up with Ada Lund",
        ActionType = ActionType.FollowUp,
        Mode = ExecutionMode.Draft,
        Status = ExecutionStatus.Performing,
        Content = new PreviewedMail("ada@northwind.example", "Ada Lund", "Lanes", "Hi Ada", null, null),
        ExecutedBy = "casey@dwtb.example",
        IdempotencyKey = "key",
        RequestHash = "hash",
        LeaseUntil = clock.Start.AddSeconds(60),
        StartedAt = clock.Start,
    };
}
