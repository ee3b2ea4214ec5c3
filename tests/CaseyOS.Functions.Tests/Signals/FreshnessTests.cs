using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>Old data says that it is old: in the status, and in the moves that rest on it.</summary>
public sealed class FreshnessTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task HubSpotNotReadForHours_IsSaidInTheStatusAndInTodaysMoves()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("PollHubSpot");
        await app.DrainAsync("ProcessSignals");
        using var fresh = await casey.GetAsync("api/command-queue/today");
        var freshEtag = fresh.Headers.ETag!.Tag;
        Assert.DoesNotContain("was last read", await fresh.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False((await StatusAsync(casey)).GetProperty("is_stale").GetBoolean());

        var cursors = app.Services.GetRequiredService<CursorStore>();
        var state = await cursors.GetAsync(OwnerId.System, HubSpotSource.SourceName, CancellationToken.None);
        var then = TimeProvider.System.GetUtcNow().AddHours(-3);
        await cursors.SaveAsync(OwnerId.System, state with { LastSuccess = then, CursorAt = then, Status = RunStatus.Failed, Errors = ["HubSpot does not answer."] }, CancellationToken.None);
        var status = await StatusAsync(casey);

        Assert.True(status.GetProperty("is_stale").GetBoolean());
        var source = status.GetProperty("sources").EnumerateArray().Single(one => one.GetProperty("source").GetString() == HubSpotSource.SourceName);
        Assert.True(source.GetProperty("is_stale").GetBoolean());
        Assert.Equal("HubSpot does not answer.", source.GetProperty("errors")[0].GetString());
        Assert.InRange(source.GetProperty("cursor_age_seconds").GetDouble(), 10_000, 12_000);
        // Another instance of the program, which has not remembered that all was well.
        await using var other = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = app.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["Storage:ConnectionString"],
        });
        using var there = await other.SignInAsync();
        using var stale = await there.GetAsync("api/command-queue/today");
        var moves = (await stale.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("today_moves").EnumerateArray().ToList();
        Assert.NotEmpty(moves);
        Assert.All(moves, move => Assert.Contains(move.GetProperty("drivers").EnumerateArray(), driver => driver.GetProperty("reason").GetString()!.Contains("HubSpot was last read on", StringComparison.Ordinal)));
        Assert.NotEqual(freshEtag, stale.Headers.ETag!.Tag);
        using var unchanged = new HttpRequestMessage(HttpMethod.Get, "api/command-queue/today");
        unchanged.Headers.TryAddWithoutValidation("If-None-Match", stale.Headers.ETag.Tag);
        using var again = await there.SendAsync(unchanged);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, again.StatusCode);
        var one = await there.GetFromJsonAsync<JsonElement>($"api/command-queue/{moves[0].GetProperty("id").GetString()}");
        Assert.Contains("HubSpot was last read on", one.GetProperty("drivers").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_AfterASweep_HasExpectedAgainstImportedAndTheCallsLeft()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("SweepSignals");

        var status = await StatusAsync(casey);

        var sweep = status.GetProperty("sources").EnumerateArray().Single(one => one.GetProperty("source").GetString() == HubSpotSweep.SourceName);
        var total = (await sandbox.Client.RequestsAsync("hubspot")).Count;
        Assert.True(total > 0);
        Assert.True(sweep.GetProperty("expected").GetInt32() > 0);
        Assert.InRange(sweep.GetProperty("imported").GetInt32(), 1, sweep.GetProperty("expected").GetInt32());
        Assert.InRange(status.GetProperty("hubspot_calls_left_today").GetInt32(), 1, 250_000);
        Assert.Equal(0, status.GetProperty("poisoned").GetInt32());
    }

    private static Task<JsonElement> StatusAsync(HttpClient client) => client.GetFromJsonAsync<JsonElement>("api/signals/status");
}
