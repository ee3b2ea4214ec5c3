using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Signals;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>
/// Everything that can go wrong outside, one after the other, on the real program: meanwhile the page says what is wrong, and
/// once it is over, what happened meanwhile is found.
/// </summary>
public sealed class FaultRecoveryTests(FaultRecoveryTests.Stage stage) : IClassFixture<FaultRecoveryTests.Stage>
{
    private const string Page = "api/signals/status";

    [Theory]
    [InlineData("""{"status":429,"retryAfter":1}""", "limit of calls is used up")]
    [InlineData("""{"status":429}""", "limit of calls is used up")]
    [InlineData("""{"status":500}""", "HubSpot answered 500")]
    [InlineData("""{"status":503}""", "HubSpot answered 503")]
    [InlineData("""{"cutConnection":true}""", "HubSpot could not be reached")]
    [InlineData("""{"malformedBody":true}""", "answer could not be read")]
    [InlineData("""{"expireToken":true}""", "no longer accepts our access token")]
    [InlineData("""{"status":403}""", "lacks a permission")]
    public async Task HubSpotPoll_WhileItFails_SaysWhyAndFindsTheChangeAfterwards(string fault, string words)
    {
        var deal = await stage.MoveDealAsync();
        await stage.OrderAsync(fault, "hubspot", "/crm/objects");

        Assert.False(await stage.RunAsync("PollHubSpot"));

        Assert.Contains(words, await stage.ErrorAsync("hubspot"), StringComparison.Ordinal);
        var connection = await stage.ConnectionAsync("hubspot");
        Assert.Equal(!fault.Contains("Token", StringComparison.Ordinal), connection.GetProperty("connected").GetBoolean());
        await stage.Sandbox.Client.ClearFaultsAsync();
        Assert.True(await stage.RunAsync("PollHubSpot"));
        Assert.Equal("", await stage.ErrorAsync("hubspot"));
        Assert.True((await stage.ConnectionAsync("hubspot")).GetProperty("connected").GetBoolean());
        Assert.Contains($"deal:{deal}", await stage.EntitiesAsync("deal_stage_changed"));
    }

    [Theory]
    [InlineData("""{"status":429}""", "Google answered 429")]
    [InlineData("""{"status":429,"retryAfter":1}""", "Google answered 429")]
    [InlineData("""{"status":403}""", "Google answered 429 (rateLimitExceeded)")]
    [InlineData("""{"status":500}""", "Google answered 500")]
    [InlineData("""{"cutConnection":true}""", "Google could not be reached")]
    [InlineData("""{"malformedBody":true}""", "answer could not be read")]
    public async Task GmailPoll_WhileItFails_SaysWhyAndFindsTheReplyAfterwards(string fault, string words)
    {
        var thread = await stage.AnswerAsync();
        await stage.OrderAsync(fault, "google", "/gmail");

        Assert.False(await stage.RunAsync("PollGmail"));

        Assert.Contains(words, await stage.ErrorAsync("gmail"), StringComparison.Ordinal);
        await stage.Sandbox.Client.ClearFaultsAsync();
        Assert.True(await stage.RunAsync("PollGmail"));
        Assert.Equal("", await stage.ErrorAsync("gmail"));
        Assert.Contains($"thread:{thread}", await stage.EntitiesAsync("email_replied"));
    }

    [Theory]
    [InlineData("""{"expireToken":true,"times":1}""", "/gmail")]
    [InlineData("""{"status":404,"times":1}""", "/gmail/v1/users/me/history")]
    public async Task GmailPoll_WhatItCanMendItself_FindsTheReplyAtOnce(string fault, string path)
    {
        var thread = await stage.AnswerAsync();
        await stage.OrderAsync(fault, "google", path);

        Assert.True(await stage.RunAsync("PollGmail"));

        Assert.Equal("", await stage.ErrorAsync("gmail"));
        Assert.Contains($"thread:{thread}", await stage.EntitiesAsync("email_replied"));
    }

    [Fact]
    public async Task GmailPoll_CursorFarBehind_FindsTheReplyOfTheGap()
    {
        await stage.RunAsync("PollGmail");
        var thread = await stage.AnswerAsync();
        await stage.Sandbox.Client.ForgetHistoryAsync();

        Assert.True(await stage.RunAsync("PollGmail"));

        Assert.Contains("no longer knew the history", await stage.NotesAsync("gmail"), StringComparison.Ordinal);
        Assert.Contains($"thread:{thread}", await stage.EntitiesAsync("email_replied"));
    }

    [Fact]
    public async Task HubSpotPoll_CursorFarBehind_SaysHowOldItIsAndFindsEverythingOfTheGap()
    {
        await stage.RunAsync("PollHubSpot");
        List<string> deals = [await stage.MoveDealAsync(), await stage.MoveDealAsync(), await stage.MoveDealAsync()];
        await stage.FallBehindAsync("hubspot", TimeSpan.FromHours(5));
        var behind = await stage.SourceAsync("hubspot");
        Assert.True(behind.GetProperty("is_stale").GetBoolean());
        Assert.InRange(behind.GetProperty("cursor_age_seconds").GetDouble(), 17_000, 19_000);

        Assert.True(await stage.RunAsync("PollHubSpot"));

        Assert.False((await stage.SourceAsync("hubspot")).GetProperty("is_stale").GetBoolean());
        var found = await stage.EntitiesAsync("deal_stage_changed");
        Assert.All(deals, deal => Assert.Contains($"deal:{deal}", found));
    }

    [Fact]
    public async Task CalendarPoll_TokenForgotten_ReadsAnewAndThePageSaysSo()
    {
        await stage.RunAsync("PollCalendar");
        await stage.Sandbox.Client.ForgetCalendarAsync();

        Assert.True(await stage.RunAsync("PollCalendar"));

        Assert.Contains("no longer knew how far", await stage.NotesAsync("calendar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GooglePolls_GrantRevoked_AskToSignInStopCallingAndGoOnAfterwards()
    {
        var thread = await stage.AnswerAsync();
        await stage.OrderAsync("""{"revokeToken":true}""", "google", "/gmail");
        await stage.RunAsync("PollGmail");
        await stage.Sandbox.Client.ClearFaultsAsync();

        var connection = await stage.ConnectionAsync("google");
        Assert.False(connection.GetProperty("connected").GetBoolean());
        Assert.Contains("sign in again", connection.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains("sign in again", await stage.ErrorAsync("gmail"), StringComparison.Ordinal);
        var last = (await stage.Sandbox.Client.RequestsAsync())[^1].Seq;
        await stage.RunAsync("PollGmail");
        await stage.RunAsync("PollCalendar");
        Assert.Empty(await stage.Sandbox.Client.RequestsAsync("google", last));

        using var again = await stage.App.SignInAsync();
        Assert.True(await stage.RunAsync("PollGmail"));
        Assert.True((await stage.ConnectionAsync("google")).GetProperty("connected").GetBoolean());
        Assert.Contains($"thread:{thread}", await stage.EntitiesAsync("email_replied"));
    }

    [Theory]
    [InlineData("""{"status":429,"retryAfter":1}""", "Google answered 429")]
    [InlineData("""{"status":500}""", "Google answered 500")]
    [InlineData("""{"cutConnection":true}""", "Google could not be reached")]
    [InlineData("""{"malformedBody":true}""", "answer could not be read")]
    public async Task CalendarPoll_WhileItFails_SaysWhyAndSucceedsAfterwards(string fault, string words)
    {
        await stage.OrderAsync(fault, "google", "/calendar");

        Assert.False(await stage.RunAsync("PollCalendar"));

        Assert.Contains(words, await stage.ErrorAsync("calendar"), StringComparison.Ordinal);
        await stage.Sandbox.Client.ClearFaultsAsync();
        Assert.True(await stage.RunAsync("PollCalendar"));
        Assert.Equal("", await stage.ErrorAsync("calendar"));
    }

    /// <summary>One program and world for all cases; each case makes its own news.</summary>
    public sealed class Stage(AzuriteFixture azurite) : IAsyncLifetime
    {
        private readonly Queue<string> deals = [];
        private readonly Queue<string> people = [];
        private SandboxHttp hubSpot = null!;
        private HttpClient casey = null!;

        internal CaseyApp App { get; private set; } = null!;

        internal SandboxFixture Sandbox { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Sandbox.InitializeAsync();
            App = await CaseyApp.StartAsync(azurite, Sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Resilience:MaxRetries"] = "1",
                ["Resilience:BaseDelay"] = "00:00:00.001",
                ["Resilience:MaxDelay"] = "00:00:00.020",
                ["Resilience:MinimumThroughput"] = "100000", // the circuit has tests of its own
            });
            casey = await App.SignInAsync();
            hubSpot = SandboxHttp.HubSpot(Sandbox);
            var open = await hubSpot.PostAsync("crm/v3/objects/deals/search", new
            {
                filterGroups = new[]
                {
                    new
                    {
                        filters = new object[]
                        {
                            new { propertyName = "hs_is_closed", @operator = "EQ", value = "false" },
                            new { propertyName = "dealstage", @operator = "NEQ", value = "contractsent" },
                            new { propertyName = "hubspot_owner_id", @operator = "EQ", value = "81520001" },
                        },
                    },
                },
                limit = 20,
            });
            foreach (var deal in open.Body.GetProperty("results").EnumerateArray())
            {
                deals.Enqueue(deal.GetProperty("id").GetString()!);
            }

            foreach (var person in (await hubSpot.GetAsync("crm/v3/objects/contacts?limit=20&properties=email")).Body.GetProperty("results").EnumerateArray())
            {
                people.Enqueue(person.GetProperty("properties").GetProperty("email").GetString()!);
            }

            foreach (var timer in (string[])["PollHubSpot", "PollGmail", "PollCalendar"])
            {
                Assert.True(await RunAsync(timer));
            }
        }

        public async ValueTask DisposeAsync()
        {
            hubSpot?.Dispose();
            casey?.Dispose();
            if (App is not null)
            {
                await App.DisposeAsync();
            }

            await Sandbox.DisposeAsync();
        }

        /// <summary>A deal of Casey's moves a stage on; search knows it at once.</summary>
        internal async Task<string> MoveDealAsync()
        {
            var deal = deals.Dequeue();
            await hubSpot.OkAsync(HttpMethod.Patch, $"crm/v3/objects/deals/{deal}", new { properties = new { dealstage = "contractsent" } });
            await Sandbox.Client.AdvanceAsync(TimeSpan.FromSeconds(4));
            return deal;
        }

        /// <summary>Somebody answers mail of Casey's; the thread.</summary>
        internal async Task<string> AnswerAsync()
        {
            var person = people.Dequeue();
            using var gmail = await SandboxHttp.GmailAsync(Sandbox.Address);
            var sent = await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw("Lanes", person) });
            await Sandbox.Client.ReplyAsync(person);
            return sent.GetProperty("threadId").GetString()!;
        }

        /// <summary>Orders a fault for all requests below a path.</summary>
        internal async Task OrderAsync(string fault, string provider, string path)
        {
            var ordered = JsonSerializer.Deserialize<Dictionary<string, object>>(fault)!;
            ordered["provider"] = provider;
            ordered["path"] = path;
            ordered.TryAdd("times", -1);
            await Sandbox.Client.FaultAsync(ordered);
        }

        /// <summary>Runs a timer and what it queued; whether it succeeded.</summary>
        internal async Task<bool> RunAsync(string timer)
        {
            try
            {
                await App.RunTimerAsync(timer);
                await App.DrainAsync("ProcessSignals");
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        /// <summary>What the page says of a source's last run; empty when nothing is wrong.</summary>
        internal async Task<string> ErrorAsync(string source) => Joined((await SourceAsync(source)).GetProperty("errors"));

        /// <summary>What else the page says of it.</summary>
        internal async Task<string> NotesAsync(string source) => Joined((await SourceAsync(source)).GetProperty("notes"));

        /// <summary>A source as the page knows it.</summary>
        internal async Task<JsonElement> SourceAsync(string source) =>
            (await casey.GetFromJsonAsync<JsonElement>(Page)).GetProperty("sources").EnumerateArray().Single(one => one.GetProperty("source").GetString() == source).Clone();

        /// <summary>As if the program had been away since then.</summary>
        internal async Task FallBehindAsync(string source, TimeSpan since)
        {
            var cursors = App.Services.GetRequiredService<CursorStore>();
            var (state, then) = (await cursors.GetAsync(OwnerId.System, source, CancellationToken.None), TimeProvider.System.GetUtcNow() - since);
            await cursors.SaveAsync(OwnerId.System, state with { Cursor = then.ToString("O"), CursorAt = then, LastRun = then, LastSuccess = then }, CancellationToken.None);
        }

        private static string Joined(JsonElement texts) => string.Join(' ', texts.EnumerateArray().Select(text => text.GetString()));

        internal async Task<JsonElement> ConnectionAsync(string provider)
        {
            var connections = await casey.GetFromJsonAsync<JsonElement>("api/connections");
            return connections.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("provider").GetString() == provider);
        }

        /// <summary>What the signals of a type are about.</summary>
        internal async Task<IReadOnlyList<string>> EntitiesAsync(string type)
        {
            var signals = await casey.GetFromJsonAsync<JsonElement>($"api/signals?type={type}&limit=200");
            return [.. signals.GetProperty("items").EnumerateArray().Select(signal => signal.GetProperty("entity").GetString()!)];
        }
    }
}
