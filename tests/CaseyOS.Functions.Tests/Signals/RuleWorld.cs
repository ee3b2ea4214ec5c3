using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>
/// The whole program on the sandbox's world of cases: once swept, and swept again after what made each rule fire has changed.
/// All of it over HTTP; started once for all tests that look at it.
/// </summary>
public sealed class RuleWorld(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly SandboxFixture sandbox = new();
    private CaseyApp app = null!;
    private HttpClient casey = null!;

    public OffsetClock Clock { get; } = new();

    public SandboxClient Sandbox => sandbox.Client;

    public HttpClient Casey => casey;

    public IReadOnlyList<RuleCase> Cases { get; private set; } = [];

    /// <summary>Signals after the first sweep, by rule and entity.</summary>
    public IReadOnlyDictionary<(string Rule, string Entity), JsonElement> Signals { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await sandbox.InitializeAsync();

        // At ten in the morning "today" is neither nearly over nor about to begin.
        var now = Clock.GetUtcNow();
        var untilTen = TimeSpan.FromTicks((now.UtcDateTime.Date.AddHours(34) - now.UtcDateTime).Ticks % TimeSpan.TicksPerDay);
        Clock.Advance(untilTen);
        await Sandbox.AdvanceAsync(untilTen);
        await Sandbox.ScenarioAsync("rules");
        app = await CaseyApp.StartAsync(
            azurite,
            sandbox,
            services => services.AddSingleton<TimeProvider>(Clock),
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["HubSpot:RecordLifetime"] = "00:00:00.1",
                ["HubSpot:CompanyLifetime"] = "00:00:00.1",
                ["Signals:NewsletterFrom"] = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(-12).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            });
        casey = await app.SignInAsync();
        Cases = (await Sandbox.CasesAsync()).Select(known => new RuleCase(known.Rule, known.Fires, known.Entity, known.Why)).ToList();
        await RunAsync(HubSpotSweep.SourceName, CalendarSource.SourceName, InternalSource.SourceName, FeedSource.SourceName);
        Signals = await ReadAsync();
    }

    public async Task<IReadOnlyDictionary<(string Rule, string Entity), JsonElement>> ReadAsync()
    {
        var items = (await casey.GetFromJsonAsync<JsonElement>("api/signals?limit=200")).GetProperty("items").EnumerateArray();
        return items.ToDictionary(item => (item.Text("type"), item.Text("entity")));
    }

    /// <summary>Runs sources now, and processes what they find.</summary>
    public async Task RunAsync(params string[] sources)
    {
        foreach (var source in sources)
        {
            foreach (var result in await app.Services.GetRequiredService<Core.Signals.Ingestion>().RunAsync(source, null, CancellationToken.None))
            {
                Assert.Null(result.Error);
                Assert.DoesNotContain(result.State.Notes, note => note.Contains("silent", StringComparison.Ordinal));
            }
        }

        await app.DrainAsync("ProcessSignals");
    }

    public async Task<JsonElement> MoveAsync(JsonElement signal) => await casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{signal.Text("item_id")}");

    public async Task<string> LatestHistoryAsync(JsonElement signal) =>
        (await casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{signal.Text("item_id")}/history")).GetProperty("items")[0].Text("note");

    /// <summary>Changes a record in HubSpot.</summary>
    public async Task ChangeAsync(string record, object properties)
    {
        using var http = HubSpot();
        using var answer = await http.PatchAsJsonAsync($"crm/objects/2026-09/{record}", new { properties });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Somebody writes to a contact, about a deal perhaps, or to a company.</summary>
    public async Task TouchAsync(string entity)
    {
        var (type, id) = (entity.Split(':')[0], entity.Split(':')[1]);
        using var http = HubSpot();
        using var answer = await http.PostAsJsonAsync("crm/objects/2026-09/emails", new
        {
            properties = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["hs_timestamp"] = Clock.GetUtcNow().AddSeconds(-1).ToString("O"),
                ["hs_email_direction"] = "EMAIL",
                ["hs_email_status"] = "SENT",
                ["hs_email_subject"] = "Hello",
                ["hs_email_text"] = "Hello",
            },
            associations = new[]
            {
                new
                {
                    to = new { id },
                    types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = type == "deal" ? 210 : type == "contact" ? 198 : 186 } },
                },
            },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        casey?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        await sandbox.DisposeAsync();
    }

    private HttpClient HubSpot()
    {
        var http = new HttpClient { BaseAddress = sandbox.HubSpot };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-hubspot-key");
        return http;
    }
}

/// <summary>What a rule should make of one thing in the sandbox.</summary>
public sealed record RuleCase(string Rule, bool Fires, string Entity, string Why);
