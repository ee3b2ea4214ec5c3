using CaseyOS.Core;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Executions;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using CaseyOS.Core.Suppression;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Meetings;

/// <summary>Booking meetings: one event, one invitation, one meeting in HubSpot, whatever gets lost.</summary>
public sealed class MeetingTests(SandboxFixture sandbox, AzuriteFixture azurite) : ExecutionTest(sandbox, azurite)
{
    private CalendarClient Calendar => Program.Get<CalendarClient>();

    [Fact]
    public async Task Execute_AnotherSlotAndOwnWords_IsTheEventThatWasShown()
    {
        var item = await AddAsync();
        var proposed = Meeting(await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel));
        Assert.Empty(await Sandbox.EffectsAsync());
        Assert.Equal((3, "Europe/Berlin", false), (proposed.Slots.Count, proposed.TimeZone, proposed.GuestVisible));
        Assert.Equal(proposed.Slots[0].Start, proposed.Start);

        var execution = await BookAsync(item, new("Lanes, half an hour", "1. Gdańsk\n2. Rotterdam", Slot: proposed.Slots[2].Start));

        var result = Assert.IsType<MeetingResult>(execution.Result);
        Assert.Equal((ExecutionStatus.Succeeded, true, null), (execution.Status, result.HubspotLogged, result.HubspotProblem));
        Assert.Equal((CalendarEventId.Of(execution.Id.ToString()), proposed.Slots[2].Start), (result.EventId, result.Start));
        Assert.StartsWith("https://meet.google.com/", result.MeetingLink, StringComparison.Ordinal);
        var made = (await Calendar.GetEventAsync(Casey.Owner, result.EventId!, Cancel))!;
        Assert.Equal(("Lanes, half an hour", proposed.Slots[2].End), (made.Title, made.End));
        Assert.Equal(Person.Email, Assert.Single(made.Guests).Email);
        Assert.Equal(Person.Email, Assert.Single(Assert.Single(await Sandbox.EffectsAsync("event_created")).Content.GetProperty("notified").EnumerateArray()).GetString());
        var logged = Assert.Single(await Sandbox.EffectsAsync("engagement_logged")).Content;
        Assert.Equal(("meetings", execution.Id.ToString()), (logged.GetProperty("objectType").GetString(), logged.GetProperty("properties").GetProperty("caseyos_execution_id").GetString()));
        Assert.Equal(WatchState.WaitingForReply, execution.Watch.State);
    }

    [Fact]
    public async Task Rollback_Twice_CancelsOnceTellsTheGuestAndArchives()
    {
        var execution = await BookAsync(await AddAsync());

        await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel);
        var undone = await Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel);

        Assert.Equal((ExecutionStatus.RolledBack, WatchEnd.RolledBack, false), (undone.Status, undone.Watch.EndedBecause, undone.LoggedResult!.HubspotLogged));
        var cancelled = Assert.Single(await Sandbox.EffectsAsync("event_cancelled"));
        Assert.Equal(Person.Email, Assert.Single(cancelled.Content.GetProperty("notified").EnumerateArray()).GetString());
        Assert.Single(await Sandbox.EffectsAsync("engagement_archived"));
    }

    [Fact]
    public async Task Rollback_CutOffAndActionsStoppedSince_IsFinishedByTheNextLookWithoutAnyOutcome()
    {
        var execution = await BookAsync(await AddAsync());
        await Sandbox.FaultAsync(new { provider = "google", method = "DELETE", path = "/calendar/v3/calendars", loseResponse = true });
        await Assert.ThrowsAsync<ConnectorException>(() => Program.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel));
        Assert.Equal(Casey.Email, (await StoredAsync(execution)).UndoBegun?.By);
        await Program.Get<ActionSwitch>().StopAsync(Casey.Email, null, Cancel);

        await Program.RunAsync<CheckForReplies>(execution);

        var undone = await StoredAsync(execution);
        Assert.Equal((ExecutionStatus.RolledBack, WatchEnd.RolledBack, null), (undone.Status, undone.Watch.EndedBecause, undone.Outcome));
        // HubSpot is told after the stop.
        Assert.NotNull(undone.LoggedResult!.HubspotProblem);
        await Program.Get<ActionSwitch>().ResumeAsync(Casey.Email, Cancel);
        await Program.RunAsync<TellCrm>(execution);
        Assert.Equal((1, 1), (await CountAsync("event_cancelled"), await CountAsync("engagement_archived")));
    }

    [Fact]
    public async Task Rollback_AfterTheMeetingHasBegun_IsIrreversible()
    {
        var execution = await BookAsync(await AddAsync());
        var later = Another(((PreviewedMeeting)execution.Content).Start - TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1));

        var error = await Assert.ThrowsAsync<ConflictException>(() => later.Rollback.RunAsync(Casey.Owner, Casey.Email, execution.Id, Cancel));

        Assert.Equal(("irreversible", null), (error.Code, (await StoredAsync(execution)).UndoBegun));
        Assert.Empty(await Sandbox.EffectsAsync("event_cancelled"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Execute_AnswerLostAfterTheEffect_IsOneEvent(int times)
    {
        await Sandbox.FaultAsync(new { provider = "google", method = "POST", path = "/calendar/v3/calendars", loseResponse = true, times });

        var execution = await BookAsync(await AddAsync());

        Assert.Equal((ExecutionStatus.Succeeded, 1), (execution.Status, await CountAsync("event_created")));
    }

    [Fact]
    public async Task Execute_GoogleSilentThenBack_IsFinishedLaterWithOneEvent()
    {
        await Sandbox.FaultAsync(new { provider = "google", method = "POST", path = "/calendar/v3/calendars", loseResponse = true });
        await Sandbox.FaultAsync(new { provider = "google", method = "GET", path = "/calendar/v3/calendars/primary/events/caseos", status = 503, times = -1 });
        var item = await AddAsync();
        var waiting = Assert.IsType<ExecuteAnswer.GoesOn>(await Program.Executor.ExecuteAsync(await ConfirmAsync(item, "key"), Cancel)).Execution;
        Assert.Equal(ExecutionStatus.Performing, waiting.Status);

        await Sandbox.ClearFaultsAsync();
        await Another(TimeSpan.FromMinutes(5)).RunAsync<PerformExecution>(waiting);

        var stored = await StoredAsync(waiting);
        Assert.Equal((ExecutionStatus.Succeeded, 1, true), (stored.Status, await CountAsync("event_created"), stored.LoggedResult!.HubspotLogged));
    }

    [Fact]
    public async Task Execute_HubSpotDown_StandsAndIsToldLater()
    {
        await Sandbox.FaultAsync(new { provider = "hubspot", method = "POST", path = "/crm/objects/2026-09/meetings", status = 503, times = -1 });
        var execution = await BookAsync(await AddAsync());
        Assert.Equal((ExecutionStatus.Succeeded, false), (execution.Status, execution.LoggedResult!.HubspotLogged));
        Assert.NotNull(execution.LoggedResult.HubspotProblem);

        await Sandbox.ClearFaultsAsync();
        await Program.RunAsync<TellCrm>(execution);

        Assert.True((await StoredAsync(execution)).LoggedResult!.HubspotLogged);
        Assert.Equal((1, 1), (await CountAsync("event_created"), await CountAsync("engagement_logged")));
    }

    [Fact]
    public async Task Execute_SlotTakenMeanwhile_IsStaleWithTimesThatAreFree()
    {
        var item = await AddAsync();
        var request = await ConfirmAsync(item, "key");
        var first = Meeting(await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel));
        await OccupyAsync(first.Start, first.End);

        var stale = Assert.IsType<ExecuteAnswer.Stale>(await Program.Executor.ExecuteAsync(request, Cancel));
        var fresh = Meeting(stale.Preview);
        Assert.NotEqual(first.Start, fresh.Start);
        Assert.DoesNotContain(fresh.Slots, slot => slot.Start == first.Start);

        var insisting = new ActionOverrides(Slot: first.Start);
        var warned = await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, insisting, Cancel);
        Assert.Equal("You are busy at this time.", Assert.Single(warned.Warnings));
        Assert.Equal(ExecutionStatus.Succeeded, (await BookAsync(item, insisting, "other")).Status);
    }

    [Fact]
    public async Task Execute_SlotChosenAndAnotherProposalTakenMeanwhile_IsStillConfirmed()
    {
        var item = await AddAsync();
        var proposed = Meeting(await Program.Executor.PreviewAsync(Casey, item.Id, ExecutionMode.Draft, null, Cancel));
        var request = await ConfirmAsync(item, "key", new(Slot: proposed.Slots[1].Start));
        await OccupyAsync(proposed.Slots[0].Start, proposed.Slots[0].End);

        Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(request, Cancel));

        Assert.Equal(2, await CountAsync("event_created"));
    }

    [Fact]
    public async Task Preview_GuestAskedToStop_IsRefused()
    {
        await Program.Get<SuppressionList>().AddAsync(
            Casey.Owner, Person.Email!, new(SuppressionReason.Unsubscribed, "test", TimeProvider.System.GetUtcNow()), Cancel);
        var item = await AddAsync();

        var error = await Assert.ThrowsAsync<ValidationException>(() => ConfirmAsync(item, "key"));

        Assert.Contains("action_context.to", error.Errors);
    }

    public static TheoryData<ActionOverrides, string> Wrong() => new()
    {
        { new(Slot: new DateTimeOffset(2020, 1, 1, 9, 0, 0, TimeSpan.Zero)), "overrides.slot" },
        { new(Slot: new DateTimeOffset(2090, 1, 1, 9, 0, 0, TimeSpan.Zero)), "overrides.slot" },
        { new(Subject: " "), "overrides.subject" },
        { new(Subject: "a\r\nb"), "overrides.subject" },
        { new(Body: ""), "overrides.body" },
        { new(DueAt: new DateTimeOffset(2090, 1, 1, 9, 0, 0, TimeSpan.Zero)), "overrides.due_at" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Preview_OverridesThatDoNotFit_NameTheField(ActionOverrides overrides, string field)
    {
        var item = await AddAsync();

        var error = await Assert.ThrowsAsync<ValidationException>(() => ConfirmAsync(item, "key", overrides));

        Assert.Contains(field, error.Errors);
    }

    [Fact]
    public async Task Preview_NobodyToInvite_NamesTheField()
    {
        var item = await AddAsync(new NewMove { Title = "Meet somebody", ActionType = ActionType.BookMeeting });

        var error = await Assert.ThrowsAsync<ValidationException>(() => ConfirmAsync(item, "key"));

        Assert.Contains("action_context.to", error.Errors);
        Assert.Empty(await Sandbox.EffectsAsync());
    }

    [Fact]
    public async Task Preview_SlotOnAMail_NamesTheField()
    {
        var error = await Assert.ThrowsAsync<ValidationException>(async () => await ConfirmAsync(await MoveAsync(), "key", new(Slot: TimeProvider.System.GetUtcNow().AddDays(2))));

        Assert.Contains("overrides.slot", error.Errors);
    }

    private static PreviewedMeeting Meeting(Preview preview) => Assert.IsType<PreviewedMeeting>(preview.Content);

    private Task<QueueItem> AddAsync(NewMove? move = null) => Program.Queue.AddAsync(
        Casey.Owner,
        Casey.Email,
        move ?? new NewMove
        {
            Title = $"Meet {Person.DisplayName}",
            ActionType = ActionType.BookMeeting,
            Contact = new Related(Person.Id, Person.DisplayName),
            Deal = new Related(Deal.Id, Deal.Name),
            ScoreInputs = new ScoreInputs(),
        },
        Cancel);

    private async Task<Core.Executions.Execution> BookAsync(QueueItem item, ActionOverrides? overrides = null, string key = "key-1") =>
        Assert.IsType<ExecuteAnswer.Ended>(await Program.Executor.ExecuteAsync(await ConfirmAsync(item, key, overrides), Cancel)).Execution;

    private Task OccupyAsync(DateTimeOffset start, DateTimeOffset end) => Calendar.CreateEventAsync(
        Casey.Owner,
        new() { Id = CalendarEventId.Of($"occupied {start:O}"), Title = "Dentist", Start = start, End = end, WithVideoCall = false },
        NotifyGuests.None,
        Cancel);
}
