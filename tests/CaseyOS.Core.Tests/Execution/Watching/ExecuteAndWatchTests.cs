using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Tests.Execution.Watching;

public sealed class ExecuteAndWatchTests
{
    private readonly WatchRun run = new();

    [Fact]
    public void Run_LeaseHeldByTheRequest_WaitsForItsEndAndLooksAgain()
    {
        var lease = run.Now.AddSeconds(60);

        run.Answer(nameof(PerformExecution), new(WatchState.Performing, Until: lease));

        Assert.Equal(lease, run.WaitsUntil);
        run.Pass().Answer(nameof(PerformExecution), Unsent());
        Assert.Equal([nameof(PerformExecution), nameof(PerformExecution)], run.Called);
    }

    [Fact]
    public void Run_GmailDoesNotSay_LooksAgainWhenItIsTime()
    {
        var again = run.Now.AddMinutes(5);

        run.Answer(nameof(PerformExecution), new(WatchState.Performing, Until: run.Now, NextCheck: again));

        Assert.Equal(again, run.WaitsUntil);
    }

    [Fact]
    public void Run_LeaseExpiredMeanwhile_IsTakenOverAtOnce()
    {
        run.Answer(nameof(PerformExecution), new(WatchState.Performing, Until: run.Now.AddSeconds(-1)));

        run.Pass();

        Assert.Equal([nameof(PerformExecution), nameof(PerformExecution)], run.Called);
    }

    [Fact]
    public void Run_Held_WakesWhenTheHoldIsOverAndThenWaitsForTheAnswer()
    {
        var over = run.Now.AddSeconds(30);
        run.Answer(nameof(PerformExecution), new(WatchState.Performing, Until: run.Now.AddSeconds(60)));

        // The request has made the draft, and says so.
        run.Change().Answer(nameof(PerformExecution), new(WatchState.Holding, Until: over));

        Assert.Equal(over, run.WaitsUntil);
        var (check, end) = (run.Now.AddHours(1), run.Now.AddDays(3));
        run.Pass().Answer(nameof(PerformExecution), Sent(check, end));
        Assert.Equal(check, run.WaitsUntil);
        Assert.DoesNotContain(nameof(LookAtDraft), run.Called);
    }

    [Fact]
    public void Run_HeldAndCalledOff_EndsAtOnce()
    {
        run.Answer(nameof(PerformExecution), new(WatchState.Holding, Until: run.Now.AddSeconds(30)));

        run.Change().Answer(nameof(PerformExecution), Ended(WatchEnd.Cancelled));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
    }

    [Theory]
    [InlineData(WatchEnd.Failed)]
    [InlineData(WatchEnd.RolledBack)]
    [InlineData(WatchEnd.Cancelled)]
    [InlineData(WatchEnd.Replied)]
    [InlineData(WatchEnd.DraftAbandoned)]
    public void Run_StartedAgainOnceItHasEnded_EndsAtOnce(WatchEnd because)
    {
        run.Answer(nameof(PerformExecution), Ended(because));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
        Assert.Equal([nameof(PerformExecution)], run.Called);
    }

    [Fact]
    public void Run_DraftUnsent_LooksAtTheCheckPointsAndAbandonsItAtTheEnd()
    {
        var end = run.Now.AddDays(7);
        run.Answer(nameof(PerformExecution), Unsent(run.Now.AddHours(1), end));

        run.Pass().Answer(nameof(LookAtDraft), Unsent(run.Now.AddHours(5), end));
        run.Pass().Answer(nameof(LookAtDraft), Unsent(end, end));
        run.Pass().Answer(nameof(RecordDraftAbandoned), Ended(WatchEnd.DraftAbandoned));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
        Assert.DoesNotContain(nameof(CreateFollowUp), run.Called);
    }

    [Fact]
    public void Run_DraftDeleted_Ends()
    {
        run.Answer(nameof(PerformExecution), Unsent()).Pass().Answer(nameof(LookAtDraft), Ended(WatchEnd.DraftDeleted));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
    }

    [Fact]
    public void Run_SentAndSeenByThePoll_TellsHubSpotAndWaitsForTheAnswer()
    {
        run.Answer(nameof(PerformExecution), Unsent());
        var (check, end) = (run.Now.AddHours(1), run.Now.AddDays(3));

        run.Change().Answer(nameof(ReadExecution), Sent(check, end, tellAt: run.Now));
        run.Pass().Answer(nameof(TellCrm), Sent(check, end));

        Assert.Equal(check, run.WaitsUntil);
    }

    [Fact]
    public void Run_NoAnswer_ChecksThenRecordsAndFollowsUp()
    {
        var end = run.Now.AddDays(3);
        run.Answer(nameof(PerformExecution), Sent(run.Now.AddHours(1), end));

        run.Pass().Answer(nameof(CheckForReplies), Sent(end, end));
        run.Pass().Answer(nameof(RecordNoResponse), Ended(WatchEnd.NoResponse));
        run.Answer(nameof(CreateFollowUp), Ended(WatchEnd.NoResponse));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
        Assert.Contains("no_response", run.End.Result, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AnswerBeforeTheEnd_EndsAtOnceWithoutFollowUp()
    {
        run.Answer(nameof(PerformExecution), Sent(run.Now.AddHours(1), run.Now.AddDays(3)));

        run.Change().Answer(nameof(ReadExecution), Ended(WatchEnd.Replied));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
        Assert.Equal([nameof(PerformExecution), nameof(ReadExecution)], run.Called);
    }

    [Fact]
    public void Run_AnswerFoundByTheLastLook_IsNoSilence()
    {
        var end = run.Now.AddDays(3);
        run.Answer(nameof(PerformExecution), Sent(end, end));

        run.Pass().Answer(nameof(RecordNoResponse), Ended(WatchEnd.Replied));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
        Assert.DoesNotContain(nameof(CreateFollowUp), run.Called);
    }

    [Fact]
    public void Run_OutOfOffice_WaitsForTheNewEnd()
    {
        var (end, later) = (run.Now.AddDays(3), run.Now.AddDays(9));
        run.Answer(nameof(PerformExecution), Sent(end, end));

        run.Change().Answer(nameof(ReadExecution), Sent(run.Now.AddDays(4), later));
        Assert.Equal(run.Now.AddDays(4).UtcDateTime, run.WaitsUntil!.Value.UtcDateTime, TimeSpan.FromMinutes(1));
        run.Pass().Answer(nameof(CheckForReplies), Sent(later, later));
        run.Pass();

        Assert.Equal(nameof(RecordNoResponse), run.Called[^1]);
        Assert.True(run.Now >= later);
    }

    [Fact]
    public void Run_GmailCannotBeAskedAtTheEnd_TriesAgainBeforeItSaysAnything()
    {
        var end = run.Now.AddDays(3);
        run.Answer(nameof(PerformExecution), Sent(end, end));

        run.Pass().Answer(nameof(RecordNoResponse), Sent(run.Now.AddMinutes(5), end));
        run.Pass();

        Assert.Equal([nameof(PerformExecution), nameof(RecordNoResponse), nameof(RecordNoResponse)], run.Called);
    }

    [Fact]
    public void Run_EventsDoubledAndEarly_OnlyCauseAnotherLook()
    {
        run.Change().Change();

        run.Answer(nameof(PerformExecution), Unsent()).Answer(nameof(ReadExecution), Unsent()).Answer(nameof(ReadExecution), Unsent());

        Assert.NotNull(run.WaitsUntil);
        Assert.Null(run.End);
    }

    [Fact]
    public void Run_HubSpotDown_IsToldUntilItKnowsWhileTheWatchGoesOn()
    {
        var check = run.Now.AddHours(1);
        run.Answer(nameof(PerformExecution), Unsent(check) with { TellAt = run.Now.AddSeconds(15) });

        run.Pass().Answer(nameof(TellCrm), Unsent(check) with { TellAt = run.Now.AddHours(2) });
        run.Pass().Answer(nameof(LookAtDraft), Unsent(run.Now.AddHours(5)) with { TellAt = run.Now.AddHours(1) });
        run.Pass().Answer(nameof(TellCrm), Unsent(run.Now.AddHours(5)));

        Assert.Equal([nameof(PerformExecution), nameof(TellCrm), nameof(LookAtDraft), nameof(TellCrm)], run.Called);
    }

    [Fact]
    public void Run_RolledBackWhileHubSpotIsDown_EndsOnlyWhenItHasForgotten()
    {
        run.Answer(nameof(PerformExecution), Unsent());
        var undone = Ended(WatchEnd.RolledBack);

        run.Change().Answer(nameof(ReadExecution), undone with { TellAt = run.Now.AddSeconds(15) });
        Assert.Null(run.End);
        run.Pass().Answer(nameof(TellCrm), undone with { TellAt = run.Now.AddMinutes(1) });
        run.Pass().Answer(nameof(TellCrm), undone);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.End!.Status);
    }

    [Fact]
    public void Run_ActivityFailsForAWhile_IsTriedAgain()
    {
        run.Fail(nameof(PerformExecution)).Pass().Fail(nameof(PerformExecution)).Pass().Answer(nameof(PerformExecution), Unsent());

        Assert.Null(run.End);
        Assert.NotNull(run.WaitsUntil);
    }

    private Standing Unsent(DateTimeOffset? check = null, DateTimeOffset? end = null) =>
        new(WatchState.WaitingForSending, end ?? run.Now.AddDays(7), check ?? run.Now.AddHours(1));

    private static Standing Sent(DateTimeOffset check, DateTimeOffset end, DateTimeOffset? tellAt = null) => new(WatchState.WaitingForReply, end, check, tellAt);

    private static Standing Ended(WatchEnd because) => new(WatchState.Ended, EndedBecause: because);
}
