using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Storage;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Benchmarks;

/// <summary>What a user waits for: the program over HTTP, with real storage and the sandbox, beside an endpoint that does nothing.</summary>
internal sealed class ServiceFigures(CaseyApp app, SandboxFixture sandbox)
{
    private const int Connections = 100;

    // So many that what is measured has been compiled for good; the first round of each is not counted.
    private const int Requests = 8_000;
    private const int Rounds = 5;
    private const int DryRuns = 1_000;

    private double storageRequests;
    private double outsideRequests;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var azurite = new AzuriteFixture();
        await using var sandbox = new SandboxFixture();
        await sandbox.InitializeAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["environment"] = "Production", // as users run it, without the page for developers
        });
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        using var casey = await app.SignInAsync();
        return await new ServiceFigures(app, sandbox).MeasureAsync(casey);
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync(HttpClient casey)
    {
        using var first = await casey.GetAsync("api/command-queue/today");
        var body = await first.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        await using var bare = await StartBareAsync(body);
        using var plain = new HttpClient { BaseAddress = new Uri(bare.Urls.First()) };
        // All are warmed up before any is measured, and take turns: what else the machine does meanwhile hits each of them.
        var etag = first.Headers.ETag!.ToString();
        List<Load> bares = [], todays = [], unchangeds = [];
        for (var round = 0; round <= Rounds; round++)
        {
            bares.Add(await GetAsync(plain, ""));
            todays.Add(await GetAsync(casey, "api/command-queue/today"));
            unchangeds.Add(await GetAsync(casey, "api/command-queue/today", etag));
        }

        var (baseline, today, unchanged) = (Load.Median(bares.Skip(1)), Load.Median(todays.Skip(1)), Load.Median(unchangeds.Skip(1)));
        var dryRuns = await DryRunsAsync(casey, JsonDocument.Parse(body).RootElement);
        return
        [
            Throughput($"today, {body.Length / 1024} KiB, 100 connections", today, baseline),
            Throughput("today, not changed since (304), 100 connections", unchanged, baseline),
            new("today, p99", today.P99, "ms", "under 50 ms", today is { Errors: 0, P99: < 50 }) { Baseline = baseline.P99 },
            new("dry run, 100 at a time, p99", dryRuns.P99, "ms", $"under 200 ms, no error ({dryRuns.Errors} here)", dryRuns is { Errors: 0, P99: < 200 }),
            new("dry run, requests to storage", storageRequests, "", "at most 2", storageRequests <= 2),
            new("dry run, requests to Gmail and HubSpot", outsideRequests, "", "at most 1: the conversation that it answers", outsideRequests <= 1),
        ];
    }

    private static Figure Throughput(string name, Load load, Load baseline) =>
        new(name, load.PerSecond, "1/s", $"at least 0.5 of a bare endpoint ({load.Errors} errors)", load.Errors == 0 && load.PerSecond >= baseline.PerSecond * 0.5) { Baseline = baseline.PerSecond };

    private static Task<Load> GetAsync(HttpClient http, string path, string? etag = null) => Load.RunAsync(Connections, Requests, async _ =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        using var answer = await http.SendAsync(request);
        await answer.Content.CopyToAsync(Stream.Null);
        return answer.StatusCode == (etag is null ? HttpStatusCode.OK : HttpStatusCode.NotModified);
    });

    private async Task<Load> DryRunsAsync(HttpClient casey, JsonElement today)
    {
        var ids = new List<string>();
        foreach (var move in today.GetProperty("today_moves").EnumerateArray())
        {
            var id = move.GetProperty("id").GetString()!;
            using var probe = await DryRunAsync(casey, id);
            if (probe.IsSuccessStatusCode)
            {
                ids.Add(id);
            }
        }

        var asked = (await sandbox.Client.RequestsAsync()).Count;
        using var recording = app.Services.GetRequiredService<StorageRoundTrips>().Record();
        var load = await Load.RunAsync(Connections, DryRuns, async number =>
        {
            using var answer = await DryRunAsync(casey, ids[number % ids.Count]);
            return answer.IsSuccessStatusCode;
        });
        var effects = await sandbox.Client.EffectsAsync("draft_created");
        storageRequests = recording.Trips.Count / (double)DryRuns;
        outsideRequests = ((await sandbox.Client.RequestsAsync()).Count - asked) / (double)DryRuns;
        return effects.Count == 0 ? load : throw new InvalidOperationException($"Dry runs at {app.Address} made {effects.Count} drafts.");
    }

    private static Task<HttpResponseMessage> DryRunAsync(HttpClient casey, string id)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/command-queue/{id}/execute?dry_run=true") { Content = JsonContent.Create(new { mode = "draft" }) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return casey.SendAsync(request);
    }

    private static async Task<WebApplication> StartBareAsync(byte[] body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bare = builder.Build();
        bare.MapGet("/", () => Results.Bytes(body, "application/json"));
        await bare.StartAsync();
        return bare;
    }
}
