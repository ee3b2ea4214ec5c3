using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>Switches, thresholds and statistics over HTTP, and two instances that share them.</summary>
public sealed class RuleSettingsTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Change_ThresholdAndSwitch_IsShownAndDecidesTheNextSweepOfEveryInstance()
    {
        OffsetClock clock = new();
        await using var app = await StartAsync(clock);
        using var casey = await app.SignInAsync();
        await using var other = new DetectionProgram(app.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["Storage:ConnectionString"]!, sandbox.Address);

        var changed = await PutAsync(casey, "api/signals/rules/deal_stalled", new { thresholds = new { days_in_stage = 300 } });
        await PutAsync(casey, "api/settings/rules", new { items = new object[] { new { name = "deal_close_date_passed", enabled = false } } });

        var threshold = changed.GetProperty("thresholds").EnumerateArray().Single(known => known.Text("name") == "days_in_stage");
        Assert.Equal((300, 7, "days"), (threshold.GetProperty("value").GetInt32(), threshold.GetProperty("default").GetInt32(), threshold.Text("unit")));
        Assert.Contains("for 300 days or more", changed.Text("sentence"), StringComparison.Ordinal);
        await other.RunAsync(HubSpotSweep.SourceName);
        await other.DrainAsync();
        var types = (await casey.GetFromJsonAsync<JsonElement>("api/signals?limit=200")).GetProperty("items").EnumerateArray().Select(item => item.Text("type")).ToHashSet();
        Assert.DoesNotContain("deal_stalled", types);
        Assert.DoesNotContain("deal_close_date_passed", types);
        Assert.Contains("proposal_no_response", types);

        await PutAsync(casey, "api/signals/rules/deal_close_date_passed", new { enabled = true });
        clock.Advance(TimeSpan.FromSeconds(5));
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        types = [.. (await casey.GetFromJsonAsync<JsonElement>("api/signals?limit=200")).GetProperty("items").EnumerateArray().Select(item => item.Text("type"))];
        Assert.Contains("deal_close_date_passed", types);
    }

    [Fact]
    public async Task Statistics_WhatTheUserDid_IsCountedPerRuleAlsoAfterItWasAddedUp()
    {
        OffsetClock clock = new();
        await using var app = await StartAsync(clock);
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        var moves = (await casey.GetFromJsonAsync<JsonElement>("api/command-queue?limit=200")).GetProperty("items").EnumerateArray()
            .Where(move => move.Text("signal_type") == "deal_close_date_passed").ToList();
        Assert.True(moves.Count >= 3);
        foreach (var (move, what, body) in new (JsonElement, string, object)[]
        {
            (moves[0], "accept", new { }), (moves[1], "dismiss", new { reason = "not_relevant" }), (moves[2], "dismiss", new { reason = "bad_timing" }), (moves[2], "reopen", new { }),
        })
        {
            using var answer = await casey.PostAsJsonAsync($"api/command-queue/{move.Text("id")}/{what}", body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        var before = await StatisticsAsync(casey);
        Assert.Equal((moves.Count, 1, 1, 0.5), (Count(before, "shown"), Count(before, "accepted"), Count(before, "dismissed"), before.GetProperty("acceptance_rate").GetDouble()));
        Assert.Equal(1, before.GetProperty("dismissed_because").GetProperty("not_relevant").GetInt32());
        Assert.NotNull(before.GetProperty("last_fired_at").GetString());

        clock.Advance(TimeSpan.FromHours(2));
        var owner = (await app.Services.GetRequiredService<Core.Accounts.AccountStore>().FindByEmailAsync("casey@dwtb.example", CancellationToken.None))!.Owner;
        await Task.WhenAll(Fold(app, owner), Fold(app, owner));
        Assert.Equal(before.GetRawText(), (await StatisticsAsync(casey)).GetRawText());
    }

    [Fact]
    public async Task Switch_OffAndOnAgain_TakesTheRulesMovesFromThePageAndBringsThemBack()
    {
        OffsetClock clock = new();
        await using var app = await StartAsync(clock);
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        var before = await OpenAsync(casey);
        Assert.Contains("deal_close_date_passed", before.Values);
        var kept = before.First(move => move.Value == "deal_close_date_passed").Key;
        using var accepted = await casey.PostAsJsonAsync($"api/command-queue/{kept}/accept", new { });
        accepted.EnsureSuccessStatusCode();

        await PutAsync(casey, "api/signals/rules/deal_close_date_passed", new { enabled = false });

        var without = await OpenAsync(casey);
        Assert.Equal([kept], without.Where(move => move.Value == "deal_close_date_passed").Select(move => move.Key));
        Assert.Equal(before.Count(move => move.Value != "deal_close_date_passed"), without.Count(move => move.Value != "deal_close_date_passed"));
        var gone = before.Keys.Except(without.Keys, StringComparer.Ordinal).First();
        var history = await casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{gone}/history");
        Assert.Equal("You switched the rule \"deal close date passed\" off.", history.GetProperty("items")[0].Text("note"));

        await PutAsync(casey, "api/signals/rules/deal_close_date_passed", new { enabled = true });
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), (await OpenAsync(casey)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sweep_RuleSwitchedOffByConfiguration_ResolvesItsMoves()
    {
        await using var app = await StartAsync(new());
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        Assert.Contains("deal_close_date_passed", (await OpenAsync(casey)).Values);
        await using var restarted = new DetectionProgram(
            app.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["Storage:ConnectionString"]!, sandbox.Address,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Signals:DisabledRules:0"] = "deal_close_date_passed" });

        await restarted.RunAsync(HubSpotSweep.SourceName);

        var owner = await restarted.OwnerAsync();
        Assert.DoesNotContain(await restarted.OpenAsync(owner), move => move.SignalType == "deal_close_date_passed");
    }

    private static async Task<Dictionary<string, string>> OpenAsync(HttpClient casey) =>
        (await casey.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending,accepted&limit=200")).GetProperty("items").EnumerateArray()
            .ToDictionary(move => move.Text("id"), move => move.Text("signal_type"));

    private static Task Fold(CaseyApp app, Core.OwnerId owner) => app.Services.GetRequiredService<RuleTallies>().FoldAsync(owner, CancellationToken.None);

    private static int Count(JsonElement statistics, string name) => statistics.GetProperty(name).GetInt32();

    private static async Task<JsonElement> StatisticsAsync(HttpClient casey) =>
        (await casey.GetFromJsonAsync<JsonElement>("api/signals/rules")).GetProperty("items").EnumerateArray()
            .Single(rule => rule.Text("name") == "deal_close_date_passed").GetProperty("statistics").Clone();

    private async Task<CaseyApp> StartAsync(OffsetClock clock)
    {
        await sandbox.Client.ResetAsync();
        return await CaseyApp.StartAsync(azurite, sandbox, services => services.AddSingleton<TimeProvider>(clock));
    }

    private static async Task<JsonElement> PutAsync(HttpClient casey, string path, object body)
    {
        using var answer = await casey.PutAsJsonAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
