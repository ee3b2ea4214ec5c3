using System.Globalization;
using System.Net;
using System.Text.Json;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Functions.Tests.Execution.Watching;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Execution.Meetings;

/// <summary>A meeting over HTTP, from the preview to what the guest does with the invitation.</summary>
public sealed class MeetingWatchTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("accepted", "meeting_booked", "success")]
    [InlineData("declined", "meeting_cancelled", "failure")]
    public async Task Book_GuestAnswers_IsTheOutcome(string response, string outcome, string sign)
    {
        await using var rig = await WatchApp.StartAsync(azurite, sandbox);
        var move = await AddAsync(rig);
        var (execution, meeting) = await BookAsync(rig, move);
        Assert.Equal("waiting_for_reply", (await rig.WatchAsync(execution)).GetProperty("state").GetString());

        await sandbox.Client.AnswerInvitationAsync(rig.Person, response);
        await rig.App.RunTimerAsync("PollCalendar");
        await rig.App.RunTimerAsync("PollCalendar");

        Assert.Equal("replied", (await rig.EndAsync(execution)).GetProperty("ended_because").GetString());
        var seen = Assert.Single(await rig.OutcomesAsync(outcome));
        Assert.Contains(meeting.GetProperty("subject").GetString()!, seen.GetProperty("evidence").GetString(), StringComparison.Ordinal);
        Assert.Equal(move, Assert.Single((await rig.GetAsync($"api/command-queue?outcome={sign}&status=completed")).GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Book_NobodyAnswers_EndsWithoutAFollowUp()
    {
        await using var rig = await WatchApp.StartAsync(azurite, sandbox);
        var (execution, _) = await BookAsync(rig, await AddAsync(rig));

        await rig.PassAsync(TimeSpan.FromMinutes(2));

        var watch = await rig.EndAsync(execution);
        Assert.Equal("no_response", watch.GetProperty("ended_because").GetString());
        Assert.Empty(await rig.FollowUpsAsync());
    }

    [Fact]
    public async Task Book_RolledBack_IsNoOutcome()
    {
        await using var rig = await WatchApp.StartAsync(azurite, sandbox);
        var (execution, _) = await BookAsync(rig, await AddAsync(rig));
        await rig.App.RunTimerAsync("PollCalendar");

        var undone = await rig.PostAsync($"api/executions/{execution}/rollback");
        await rig.App.RunTimerAsync("PollCalendar");

        Assert.Equal("rolled_back", undone.GetProperty("status").GetString());
        Assert.Empty(await rig.OutcomesAsync("meeting_cancelled"));
    }

    [Fact]
    public async Task RollBack_AfterTheGuestAccepted_TakesTheMoveAlong()
    {
        await using var rig = await WatchApp.StartAsync(azurite, sandbox);
        var move = await AddAsync(rig);
        var (execution, _) = await BookAsync(rig, move);
        await sandbox.Client.AnswerInvitationAsync(rig.Person, "accepted");
        await rig.App.RunTimerAsync("PollCalendar");
        await rig.App.RunTimerAsync("PollCalendar");
        await rig.EndAsync(execution);
        Assert.Equal("completed", (await rig.GetAsync($"api/command-queue/{move}")).GetProperty("status").GetString());

        await rig.PostAsync($"api/executions/{execution}/rollback");

        Assert.Equal("rolled_back", (await rig.GetAsync($"api/command-queue/{move}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task RollBack_CutOffAfterTheEventWasCancelled_IsFinishedByThePollAndNoOutcome()
    {
        await using var rig = await WatchApp.StartAsync(azurite, sandbox);
        var move = await AddAsync(rig);
        var (execution, _) = await BookAsync(rig, move);
        await rig.App.RunTimerAsync("PollCalendar");
        await sandbox.Client.FaultAsync(new { provider = "google", method = "DELETE", path = "/calendar/v3/calendars", loseResponse = true });

        using var cutOff = await rig.Casey.PostAsync($"api/executions/{execution}/rollback", null);
        Assert.Equal(HttpStatusCode.BadGateway, cutOff.StatusCode);
        Assert.Single(await sandbox.Client.EffectsAsync("event_cancelled"));
        await rig.App.RunTimerAsync("PollCalendar");

        Assert.Equal("rolled_back", (await rig.GetAsync($"api/executions/{execution}")).GetProperty("status").GetString());
        Assert.Equal("rolled_back", (await rig.GetAsync($"api/command-queue/{move}")).GetProperty("status").GetString());
        Assert.Empty(await rig.OutcomesAsync("meeting_cancelled"));
        Assert.Equal((1, 1), ((await sandbox.Client.EffectsAsync("event_cancelled")).Count, (await sandbox.Client.EffectsAsync("engagement_archived")).Count));
        Assert.Equal("rolled_back", (await rig.PostAsync($"api/executions/{execution}/rollback")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Book_MovedBeforeAndAfterTheAnswer_IsKnownWithItsNewTimeHereAndInHubSpot()
    {
        await using var rig = await WatchApp.StartAsync(azurite, sandbox);
        var (execution, meeting) = await BookAsync(rig, await AddAsync(rig));
        var start = meeting.GetProperty("start").GetDateTimeOffset();

        await MoveAsync(rig, execution, start.AddDays(1));
        var watch = await rig.WatchAsync(execution);
        Assert.Equal("waiting_for_reply", watch.GetProperty("state").GetString());
        Assert.Contains("The meeting was moved in the calendar.", watch.GetProperty("timeline").EnumerateArray().Select(note => note.GetProperty("text").GetString()));

        await sandbox.Client.AnswerInvitationAsync(rig.Person);
        await rig.App.RunTimerAsync("PollCalendar");
        await rig.EndAsync(execution);
        await MoveAsync(rig, execution, start.AddDays(2));

        Assert.Equal(2, (await rig.OutcomesAsync("meeting_rescheduled")).Count);
        Assert.Equal("meeting_booked", (await rig.GetAsync($"api/executions/{execution}")).GetProperty("outcome").GetProperty("type").GetString());
    }

    // The user drags it to another time, and the poll sees that twice.
    private async Task MoveAsync(WatchApp rig, string execution, DateTimeOffset start)
    {
        var owner = (await rig.App.Services.GetRequiredService<AccountStore>().ListAsync(TestContext.Current.CancellationToken)).Single(account => account.Email == "casey@dwtb.example").Owner;
        await rig.App.Services.GetRequiredService<CalendarClient>().PatchEventAsync(
            owner, CalendarEventId.Of(execution), new() { Start = start, End = start.AddMinutes(45) }, NotifyGuests.All, TestContext.Current.CancellationToken);
        await rig.App.RunTimerAsync("PollCalendar");
        await rig.App.RunTimerAsync("PollCalendar");

        var result = (await rig.GetAsync($"api/executions/{execution}")).GetProperty("result");
        Assert.Equal((start, start.AddMinutes(45)), (result.GetProperty("start").GetDateTimeOffset(), result.GetProperty("end").GetDateTimeOffset()));
        var time = start.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(
            async () => (await sandbox.Client.EffectsAsync("engagement_updated")).Any(told => told.Content.GetProperty("properties").GetProperty("hs_meeting_start_time").GetString() == time)
                && (await rig.GetAsync($"api/executions/{execution}")).GetProperty("result").GetProperty("hubspot_logged").GetBoolean(),
            () => "HubSpot still has the old time.",
            TimeSpan.FromSeconds(60));
    }

    private static async Task<string> AddAsync(WatchApp rig) => (await rig.PostAsync("api/command-queue", new
    {
        title = "Meet somebody",
        action_type = "book_meeting",
        action_context = new { kind = "meeting", to = rig.Person, to_name = "Ada Lund", title = "Lanes for 2027", agenda = "1. Capacity", minutes = 45 },
    })).GetProperty("id").GetString()!;

    private static async Task<(string Execution, JsonElement Meeting)> BookAsync(WatchApp rig, string move)
    {
        var preview = await rig.PostAsync($"api/command-queue/{move}/preview");
        var meeting = preview.GetProperty("preview");
        Assert.Equal(("meeting", "Lanes for 2027", 3), (meeting.GetProperty("kind").GetString(), meeting.GetProperty("subject").GetString(), meeting.GetProperty("slots").GetArrayLength()));
        Assert.Equal(TimeSpan.FromMinutes(45), meeting.GetProperty("end").GetDateTimeOffset() - meeting.GetProperty("start").GetDateTimeOffset());
        Assert.Contains("meetings_per_hour", preview.GetProperty("limits").EnumerateArray().Select(limit => limit.GetProperty("name").GetString()));
        var done = await rig.PostAsync($"api/command-queue/{move}/execute", new { mode = "draft", confirm_token = preview.GetProperty("confirm_token").GetString() });
        var execution = done.GetProperty("execution");
        Assert.True(execution.GetProperty("reversible").GetBoolean());
        Assert.StartsWith("https://meet.google.com/", execution.GetProperty("result").GetProperty("meeting_link").GetString(), StringComparison.Ordinal);
        return (execution.GetProperty("id").GetString()!, meeting);
    }
}
