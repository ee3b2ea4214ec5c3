using System.Text.Json;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Series in the sandbox's calendar: resolved on request, told whole otherwise, changed and called off one by one.</summary>
public sealed class SeriesTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Events = "calendars/primary/events";

    [Theory]
    [InlineData("RRULE:FREQ=DAILY;COUNT=3", "2027-03-27T08:00 2027-03-28T07:00 2027-03-29T07:00")]
    [InlineData("RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20270331T235959Z", "2027-03-27T08:00 2027-03-29T07:00 2027-03-31T07:00")]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=MO,SA;COUNT=3", "2027-03-27T08:00 2027-03-29T07:00 2027-04-03T07:00")]
    [InlineData("RRULE:FREQ=MONTHLY;COUNT=2", "2027-03-27T08:00 2027-04-27T07:00")]
    public async Task List_SinglesOfASeries_KeepTheirLocalTimeWhenTheClocksChange(string rule, string expected)
    {
        using var calendar = await StartAsync();
        await AddAsync(calendar, "series0a", rule);

        var singles = await ListAsync(calendar, "timeMin=2027-03-01T00:00:00Z&timeMax=2027-06-01T00:00:00Z&singleEvents=true&orderBy=startTime");

        Assert.Equal(expected.Split(' '), singles.Select(single => single.GetProperty("start").Text("dateTime")[..16]));
        Assert.All(singles, single => Assert.Equal("series0a", single.Text("recurringEventId")));
        var whole = Assert.Single(await ListAsync(calendar, "timeMin=2027-03-28T12:00:00Z&timeMax=2027-06-01T00:00:00Z"));
        Assert.Equal(("series0a", rule), (whole.Text("id"), whole.GetProperty("recurrence")[0].GetString()));
    }

    [Fact]
    public async Task Single_CalledOff_IsMissingFromTheWindowAndAChange()
    {
        using var calendar = await StartAsync();
        await AddAsync(calendar, "series0b", "RRULE:FREQ=DAILY;COUNT=3");
        const string Window = "timeMin=2027-03-01T00:00:00Z&timeMax=2027-06-01T00:00:00Z&singleEvents=true";
        var second = (await ListAsync(calendar, Window))[1].Text("id");
        var token = (await calendar.OkAsync(HttpMethod.Get, Events)).Text("nextSyncToken");

        await calendar.OkAsync(HttpMethod.Delete, $"{Events}/{second}");

        Assert.DoesNotContain(await ListAsync(calendar, Window), single => single.Text("id") == second);
        Assert.Equal(2, (await ListAsync(calendar, Window)).Count);
        Assert.Contains(await ListAsync(calendar, $"showDeleted=true&syncToken={Uri.EscapeDataString(token)}"), change => (change.Text("id"), change.Text("status")) == (second, "cancelled"));
    }

    [Theory]
    [InlineData("RRULE:FREQ=HOURLY", "Europe/Berlin")]
    [InlineData("FREQ=DAILY", "Europe/Berlin")]
    [InlineData("RRULE:FREQ=DAILY", null)]
    public async Task Insert_RuleThatIsNone_Is400(string rule, string? zone)
    {
        using var calendar = await StartAsync();

        Assert.Equal(400, (await calendar.PostAsync(Events, Body("series0bad", rule, zone))).Status);
    }

    private static Task<JsonElement> AddAsync(SandboxHttp calendar, string id, string rule) => calendar.OkAsync(HttpMethod.Post, Events, Body(id, rule, "Europe/Berlin"));

    private static object Body(string id, string rule, string? zone) => new
    {
        id,
        summary = "Lane review",
        start = zone is null ? (object)new { dateTime = "2027-03-27T08:00:00Z" } : new { dateTime = "2027-03-27T09:00:00", timeZone = zone },
        end = zone is null ? (object)new { dateTime = "2027-03-27T08:30:00Z" } : new { dateTime = "2027-03-27T09:30:00", timeZone = zone },
        recurrence = new[] { rule },
    };

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(SandboxHttp calendar, string query) =>
        [.. (await calendar.OkAsync(HttpMethod.Get, $"{Events}?{query}")).GetProperty("items").EnumerateArray()];

    private async Task<SandboxHttp> StartAsync()
    {
        await sandbox.Client.ResetAsync();
        await sandbox.Client.ScenarioAsync("empty");
        var token = (await GoogleSignIn.TokensAsync(sandbox.Address)).GetProperty("access_token").GetString();
        return new SandboxHttp(new Uri(sandbox.Address, "google/calendar/v3/")) { Token = token };
    }
}
