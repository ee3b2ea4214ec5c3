using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class CalendarSourceTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Poll_NothingNew_CostsTwoRequests()
    {
        await using var program = await StartAsync();
        var first = (await program.RunAsync(CalendarSource.SourceName)).State;
        var last = (await sandbox.Client.RequestsAsync()).Max(request => request.Seq);

        var second = (await program.RunAsync(CalendarSource.SourceName)).State;

        Assert.Equal((RunStatus.Success, true), (first.Status, first.Cursor is not null));
        Assert.Equal(RunStatus.Success, second.Status);
        Assert.Equal(2, (await sandbox.Client.RequestsAsync(since: last)).Count(request => request.Path.EndsWith("/events", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Poll_TokenForgotten_ReadsAnewAndSaysSo()
    {
        await using var program = await StartAsync();
        var first = (await program.RunAsync(CalendarSource.SourceName)).State;
        await sandbox.Client.ForgetCalendarAsync();

        var second = (await program.RunAsync(CalendarSource.SourceName)).State;

        Assert.Equal(RunStatus.Success, second.Status);
        Assert.Contains("no longer knew", Assert.Single(second.Notes), StringComparison.Ordinal);
        Assert.NotEqual(first.Cursor, second.Cursor);
        Assert.Empty((await program.RunAsync(CalendarSource.SourceName)).State.Notes);
    }

    [Fact]
    public async Task Poll_CalendarNotGranted_RunsForNobody()
    {
        await sandbox.Client.ResetAsync();
        await using var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        await program.ConnectGmailAsync(sandbox.Address, scope: "openid email https://www.googleapis.com/auth/gmail.readonly");

        Assert.Empty(await program.Ingestion.RunAsync(CalendarSource.SourceName, null, CancellationToken.None));
        Assert.DoesNotContain(await sandbox.Client.RequestsAsync("google"), request => request.Path.Contains("/calendar/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_ZoneOfTheCalendar_BecomesTheAccountsAndTheSessionsAtOnce()
    {
        await sandbox.Client.ResetAsync();
        OffsetClock clock = new();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, services => services.AddSingleton<TimeProvider>(clock));
        using var casey = await app.SignInAsync();
        var accounts = app.Services.GetRequiredService<AccountStore>();
        var owner = (await accounts.FindByEmailAsync("casey@dwtb.example"))!.Owner;
        await app.RunTimerAsync("PollCalendar");
        var zone = (await accounts.FindByOwnerAsync(owner))!.TimeZone;
        Assert.NotEqual("UTC", zone);

        // As if the user had moved there since.
        await accounts.SetTimeZoneAsync(owner, "Asia/Tokyo");
        await accounts.SetTimeZoneAsync(owner, "Mars/Olympus");
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("Asia/Tokyo", (await casey.GetFromJsonAsync<JsonElement>("api/me")).GetProperty("time_zone").GetString());

        await app.RunTimerAsync("PollCalendar");
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(zone, (await casey.GetFromJsonAsync<JsonElement>("api/me")).GetProperty("time_zone").GetString());
    }

    [Theory]
    [InlineData("casey@dwtb.example", "ada@northwind.example")]
    [InlineData("casey@gmail.com", "ada@northwind.example,ben@gmail.com,alex@dwtb.example")]
    [InlineData(null, "ada@northwind.example,ben@gmail.com,alex@dwtb.example")]
    public void Outside_Guests_AreThoseOfOtherOrganisations(string? own, string expected)
    {
        var item = new CalendarEvent
        {
            Id = "e1",
            Guests =
            [
                Guest("casey@dwtb.example") with { IsSelf = true }, Guest("ada@northwind.example"), Guest("room-4@northwind.example") with { IsResource = true },
                Guest("ben@gmail.com"), Guest("alex@dwtb.example"),
            ],
        };

        var outside = MeetingDetector.Outside(item, own).Select(guest => guest.Email);

        Assert.Equal(expected.Split(',').Concat(own == "casey@dwtb.example" ? ["ben@gmail.com"] : []).Order(StringComparer.Ordinal), outside.Order(StringComparer.Ordinal));
    }

    private static CalendarGuest Guest(string email) => new(email, null, GuestResponse.Accepted);

    private async Task<DetectionProgram> StartAsync()
    {
        await sandbox.Client.ResetAsync();
        var program = new DetectionProgram(await azurite.NewAccountAsync(), sandbox.Address);
        await program.ConnectGmailAsync(sandbox.Address);
        return program;
    }
}
