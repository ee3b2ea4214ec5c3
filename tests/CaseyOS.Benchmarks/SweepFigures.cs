using System.Diagnostics;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Benchmarks;

/// <summary>Reading a large portal from end to end: 500 deals and 5 000 contacts with everything beside them, HubSpot's pace set off.</summary>
internal static class SweepFigures
{
    // 3 and 25 pages of 200; contacts and companies of the deals and companies of the contacts, a hundred at a time.
    private const int Needed = 3 + 25 + 10 + 50;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var azurite = new AzuriteFixture();
        await using var sandbox = new SandboxFixture();
        await sandbox.InitializeAsync();
        await sandbox.Client.ScenarioAsync("large");
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["HubSpot:CallsPerTenSeconds"] = "1000",
            ["HubSpot:SearchesPerSecond"] = "100",
        });
        var client = app.Services.GetRequiredService<HubSpotClient>();
        var before = (await sandbox.Client.RequestsAsync("hubspot")).Count;
        var watch = Stopwatch.StartNew();
        var deals = await client.SearchDealsAsync(new()).CountAsync();
        var contacts = await client.SearchContactsAsync(new()).CountAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        var requests = (await sandbox.Client.RequestsAsync("hubspot")).Count - before;
        return
        [
            new($"large portal, {deals} deals and {contacts} contacts: requests", requests, "", "not one more than needed", requests == Needed && (deals, contacts) == (500, 5000)) { Baseline = Needed },
            new("large portal: time", seconds, "s", "under 15 s", seconds < 15),
        ];
    }
}
