using CaseyOS.Core;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

public sealed class CalendarClientTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddDays(40);
    private GoogleOwner casey = null!;
    private ContractHandler? contract;

    private CalendarClient Calendar => casey.Services.GetRequiredService<CalendarClient>();

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ResetAsync();
        casey = await GoogleOwner.SignInAsync(sandbox, azurite, observer: ContractFolder.IsPresent ? () => contract ??= new ContractHandler() : null);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(contract?.Problems ?? []);
        await casey.DisposeAsync();
        contract?.Dispose();
    }

    [Fact]
    public async Task CreateEvent_WithGuest_InvitesOnceAndHasACall()
    {
        var made = await Calendar.CreateEventAsync(casey.Owner, Meeting("execution-1"), NotifyGuests.All);
        var again = await Calendar.CreateEventAsync(casey.Owner, Meeting("execution-1"), NotifyGuests.All);

        Assert.Equal((made.Id, made.ETag), (again.Id, again.ETag));
        Assert.Equal(("Lanes for 2027", true, false), (made.Title, made.IsOwn, made.IsAllDay));
        Assert.StartsWith("https://meet.google.com/", made.MeetLink, StringComparison.Ordinal);
        Assert.Equal((Seconds(Start), Seconds(Start.AddMinutes(30))), (made.Start, made.End));
        Assert.Equal(new CalendarGuest("ada.lund@northwind.example", "Ada Lund", GuestResponse.NeedsAction), Assert.Single(made.Guests));
        var effect = Assert.Single(await sandbox.Client.EffectsAsync("event_created"));
        Assert.Equal("ada.lund@northwind.example", Assert.Single(effect.Content.GetProperty("notified").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task CreateEvent_AnswerLost_IsFoundByItsId()
    {
        await sandbox.Client.FaultAsync(new { provider = "google", method = "POST", path = "/calendar", loseResponse = true });

        await Assert.ThrowsAsync<ConnectorException>(() => Calendar.CreateEventAsync(casey.Owner, Meeting("execution-2"), NotifyGuests.All));

        Assert.NotNull(await Calendar.GetEventAsync(casey.Owner, CalendarEventId.Of("execution-2")));
        Assert.Single(await sandbox.Client.EffectsAsync("event_created"));
    }

    [Fact]
    public async Task PatchEvent_OtherTime_MovesItAndLeavesTheRest()
    {
        var made = await Calendar.CreateEventAsync(casey.Owner, Meeting("execution-3"), NotifyGuests.None);

        var moved = await Calendar.PatchEventAsync(
            casey.Owner, made.Id, new(Start: Start.AddHours(2), End: Start.AddHours(3), TimeZone: "Europe/Berlin"), NotifyGuests.ExternalOnly);

        Assert.Equal((Seconds(Start.AddHours(2)), made.Title, made.Guests.Count), (moved!.Start, moved.Title, moved.Guests.Count));
        Assert.Null(await Calendar.PatchEventAsync(casey.Owner, "nothere", new("x"), NotifyGuests.None));
    }

    [Fact]
    public async Task DeleteEvent_Twice_IsTrueAndThenFalse()
    {
        var made = await Calendar.CreateEventAsync(casey.Owner, Meeting("execution-4"), NotifyGuests.None);

        Assert.True(await Calendar.DeleteEventAsync(casey.Owner, made.Id, NotifyGuests.All));
        Assert.False(await Calendar.DeleteEventAsync(casey.Owner, made.Id, NotifyGuests.All));
        Assert.False(await Calendar.DeleteEventAsync(casey.Owner, "nothere", NotifyGuests.All));
        Assert.Equal(CalendarEventStatus.Cancelled, (await Calendar.GetEventAsync(casey.Owner, made.Id))!.Status);
        Assert.Single(await sandbox.Client.EffectsAsync("event_cancelled"));
    }

    [Fact]
    public async Task ListChanges_SinceAToken_AreTheAnswerAndTheCancellation()
    {
        var answered = await Calendar.CreateEventAsync(casey.Owner, Meeting("execution-5"), NotifyGuests.All);
        var cancelled = await Calendar.CreateEventAsync(casey.Owner, Meeting("execution-6", "bo@contoso.example"), NotifyGuests.All);
        var token = (await Calendar.ListAllAsync(casey.Owner, Start)).SyncToken;
        Assert.Empty((await Calendar.ListChangesAsync(casey.Owner, token))!.Events);

        await sandbox.Client.AnswerInvitationAsync("ada.lund@northwind.example", "declined");
        await Calendar.DeleteEventAsync(casey.Owner, cancelled.Id, NotifyGuests.None);

        var changes = (await Calendar.ListChangesAsync(casey.Owner, token))!;
        Assert.Equal([(answered.Id, false), (cancelled.Id, true)], changes.Events.Select(item => (item.Id, item.IsCancelled)));
        Assert.Equal(GuestResponse.Declined, Assert.Single(changes.Events[0].Guests).Response);
        Assert.NotEqual(token, changes.SyncToken);
    }

    [Fact]
    public async Task ListChanges_TokenForgotten_IsNull()
    {
        var token = (await Calendar.ListAllAsync(casey.Owner, Start)).SyncToken;
        await sandbox.Client.ForgetCalendarAsync();

        Assert.Null(await Calendar.ListChangesAsync(casey.Owner, token));
    }

    [Fact]
    public async Task ListEvents_MoreThanAPage_AreAllThereInOrder()
    {
        foreach (var batch in Enumerable.Range(0, 260).Chunk(20))
        {
            await Task.WhenAll(batch.Select(i => Calendar.CreateEventAsync(
                casey.Owner, Meeting($"many-{i}") with { Start = Start.AddMinutes(i * 10), End = Start.AddMinutes((i * 10) + 5), WithVideoCall = false }, NotifyGuests.None)));
        }

        var events = await Calendar.ListEventsAsync(casey.Owner, Start, Start.AddDays(3));

        Assert.Equal(260, events.Count);
        Assert.Equal(events.OrderBy(item => item.Start).Select(item => item.Id), events.Select(item => item.Id));
    }

    [Fact]
    public async Task GetBusy_OwnColleagueAndStranger_TellsWhatIsVisible()
    {
        await Calendar.CreateEventAsync(casey.Owner, Meeting("busy-1"), NotifyGuests.None);
        await Calendar.CreateEventAsync(casey.Owner, Meeting("busy-2") with { Start = Start.AddMinutes(20), End = Start.AddMinutes(50) }, NotifyGuests.None);

        var busy = await Calendar.GetBusyAsync(casey.Owner, ["casey@dwtb.example", "alex@dwtb.example", "ada.lund@northwind.example"], Start.AddHours(-1), Start.AddHours(2));

        Assert.Equal(new TimeSlot(Seconds(Start), Seconds(Start.AddMinutes(50))), Assert.Single(busy["casey@dwtb.example"].Busy));
        Assert.True(busy["alex@dwtb.example"].IsVisible);
        Assert.False(busy["ada.lund@northwind.example"].IsVisible);
        Assert.Equal("Europe/Berlin", await Calendar.GetTimeZoneAsync(casey.Owner));
    }

    [Fact]
    public async Task AnyCall_CalendarNotGranted_SaysSo()
    {
        await using var half = await GoogleOwner.SignInAsync(sandbox, azurite, scope: "openid email https://www.googleapis.com/auth/gmail.readonly");

        var error = await Assert.ThrowsAsync<ReconnectRequiredException>(() => half.Services.GetRequiredService<CalendarClient>().GetTimeZoneAsync(half.Owner));

        Assert.Equal("Calendar was not granted in full: sign in again and allow CaseyOS to see and change your calendar.", error.Message);
    }

    private static NewCalendarEvent Meeting(string execution, string guest = "ada.lund@northwind.example") => new()
    {
        Id = CalendarEventId.Of(execution),
        Title = "Lanes for 2027",
        Start = Start,
        End = Start.AddMinutes(30),
        TimeZone = "Europe/Berlin",
        Description = "Capacity between Gdańsk and Rotterdam",
        Guests = [new(guest, "Ada Lund")],
    };

    private static DateTimeOffset Seconds(DateTimeOffset time) => new(time.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
