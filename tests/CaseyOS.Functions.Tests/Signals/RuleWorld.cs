using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.News;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>
/// The whole program on the sandbox's world of cases: what every rule finds there and what it does not, and what becomes of the
/// moves after what made each rule fire has changed. All of it over HTTP; gone through once for all tests that look at it.
/// </summary>
public sealed class RuleWorld : IAsyncLifetime
{
    private readonly AzuriteFixture azurite;
    private readonly SandboxFixture sandbox = new();
    private readonly List<RuleCase> cases = [];
    private CaseyApp app = null!;

    // At ten in the morning "today" is neither nearly over nor about to begin; by then a draft of now has lain for two days.
    public RuleWorld(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        DayOfCases = new(Clock.GetUtcNow().UtcDateTime.Date.AddDays(3).AddHours(10), TimeSpan.Zero);
    }

    public OffsetClock Clock { get; } = new();

    public DateTimeOffset DayOfCases { get; }

    public SandboxClient Sandbox => sandbox.Client;

    public Uri SandboxAddress => sandbox.Address;

    public HttpClient Casey { get; private set; } = null!;

    /// <summary>A second owner, with other thresholds.</summary>
    public HttpClient Alex { get; private set; } = null!;

    internal SandboxHttp HubSpot { get; private set; } = null!;

    internal HeadlinesOfOurs News { get; } = new();

    public IReadOnlyList<RuleCase> Cases => cases;

    /// <summary>Signals that were found, by rule and entity.</summary>
    public IReadOnlyDictionary<(string Rule, string Entity), JsonElement> Signals { get; private set; } = null!;

    /// <summary>The moves that they made or strengthened, as they were then.</summary>
    public Dictionary<(string Rule, string Entity), JsonElement> Moves { get; } = [];

    /// <summary>Status of those moves after their reasons had gone, and the last note of their history.</summary>
    public Dictionary<(string Rule, string Entity), (string Status, string Note)> Ends { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await sandbox.InitializeAsync();
        await Sandbox.ScenarioAsync("empty");
        app = await CaseyApp.StartAsync(
            azurite,
            sandbox,
            services => services.AddSingleton<TimeProvider>(Clock).AddSingleton(News).AddCompanyNews<HeadlinesOfOurs>(),
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["HubSpot:RecordLifetime"] = "00:00:00.1",
                ["HubSpot:CompanyLifetime"] = "00:00:00.1",
                ["Signals:NewsletterFrom"] = DateOnly.FromDateTime(DayOfCases.UtcDateTime).AddDays(-12).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            });
        (Casey, Alex) = (await app.SignInAsync(), await app.SignInAsync("alex@dwtb.example"));
        HubSpot = SandboxHttp.HubSpot(sandbox);

        var acted = new ActedCases(this);
        cases.AddRange(await acted.LetDraftsLieAsync());
        await PassAsync(DayOfCases - Clock.GetUtcNow());
        await Sandbox.ScenarioAsync("rules");
        cases.AddRange((await Sandbox.CasesAsync()).Select(known => new RuleCase(known.Rule, known.Fires, known.Entity, known.Why)));
        cases.AddRange(await acted.ActAsync());
        await RunAsync(HubSpotSweep.SourceName, CalendarSource.SourceName, InternalSource.SourceName, FeedSource.SourceName, CompanyNewsSource.SourceName, GmailSource.SourceName);
        await acted.OpenAgainAsync(cases);
        await ReadAsync();
        await new RuleEndings(this).RunAsync();
    }

    /// <summary>Time goes on, here and in the sandbox.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Sandbox.AdvanceAsync(time);
    }

    /// <summary>Runs sources now, and processes what they find.</summary>
    public async Task RunAsync(params string[] sources)
    {
        foreach (var source in sources)
        {
            foreach (var result in await app.Services.GetRequiredService<Ingestion>().RunAsync(source, null, CancellationToken.None))
            {
                Assert.Null(result.Error);
                Assert.DoesNotContain(result.State.Notes, note => note.Contains("silent", StringComparison.Ordinal));
            }
        }

        await app.DrainAsync("ProcessSignals");
    }

    /// <summary>What became of the move behind a signal.</summary>
    public async Task<(string Status, string Note)> EndAsync(JsonElement signal)
    {
        var id = signal.Text("item_id");
        var history = (await Casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{id}/history")).GetProperty("items")[0];
        return ((await Casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{id}")).Text("status"), history.GetProperty("note").GetString() ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        HubSpot?.Dispose();
        Casey?.Dispose();
        Alex?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        await sandbox.DisposeAsync();
    }

    private async Task ReadAsync()
    {
        var mine = (await Casey.GetFromJsonAsync<JsonElement>("api/signals?limit=200")).GetProperty("items").EnumerateArray();
        var hers = (await Alex.GetFromJsonAsync<JsonElement>("api/signals?limit=200")).GetProperty("items").EnumerateArray().Select(item => (item.Text("type"), "alex/" + item.Text("entity"), item));
        Signals = mine.Select(item => (item.Text("type"), item.Text("entity"), item)).Concat(hers).ToDictionary(row => (row.Item1, row.Item2), row => row.item);
        foreach (var known in cases.Where(known => known.Fires && Signals.ContainsKey((known.Rule, known.Entity))))
        {
            var id = Signals[(known.Rule, known.Entity)].Text("item_id");
            Moves[(known.Rule, known.Entity)] = await Casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{id}");
        }
    }
}

/// <summary>What a rule should make of one thing in the sandbox.</summary>
public sealed record RuleCase(string Rule, bool Fires, string Entity, string Why);

/// <summary>Says what the test has it say.</summary>
internal sealed class HeadlinesOfOurs : ICompanyNewsProvider
{
    public List<CompanyNews> All { get; } = [];

    public string Name => "headlines";

    public Task<IReadOnlyList<CompanyNews>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CompanyNews>>(All);
}
