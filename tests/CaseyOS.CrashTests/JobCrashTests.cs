using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;

namespace CaseyOS.CrashTests;

/// <summary>A refresh whose process is killed in the middle ends, by itself, after the next start.</summary>
public sealed class JobCrashTests
{
    private const int Cuts = 3;

    [Fact]
    public async Task Refresh_KilledWhileItReads_GoesOnAndEndsOnce()
    {
        await using var rig = await CrashRig.StartAsync();
        await using var casey = await rig.NewProgramAsync(settings => settings["Schedules__PollHubSpot"] = settings["Schedules__SweepSignals"] = "0 0 0 1 1 *");
        using var before = await casey.SignInAsync();
        // Reading takes so long that there is a middle to kill it in.
        await rig.Truth.FaultAsync(new { path = "/hubspot", delayMs = 400, times = 1000 });
        using var answer = await before.PostAsync("api/signals/refresh", content: null);
        answer.EnsureSuccessStatusCode();
        var job = answer.Headers.Location!;

        for (var cut = 1; cut <= Cuts; cut++)
        {
            var seen = (await rig.Truth.RequestsAsync("hubspot")).Count;
            await Eventually.TrueAsync(
                async () => (await rig.Truth.RequestsAsync("hubspot")).Count >= seen + cut, () => $"HubSpot is not read:{Environment.NewLine}{casey.Output}", TimeSpan.FromSeconds(60));
            await casey.KillAsync();
            await casey.RestartAsync();
        }

        await rig.Truth.ClearFaultsAsync();
        using var browser = await casey.SignInAsync();
        var ended = await CrashRig.JobEndsAsync(browser, job);

        Assert.True(ended.GetProperty("state").GetString() == "succeeded", $"{ended}{Environment.NewLine}{casey.Output}");
        Assert.All(ended.GetProperty("parts").EnumerateArray(), part => Assert.Equal("succeeded", part.GetProperty("state").GetString()));
        Assert.Single((await browser.GetFromJsonAsync<JsonElement>("api/jobs")).GetProperty("items").EnumerateArray());
        await Eventually.TrueAsync(async () => (await CrashRig.OpenMovesAsync(browser)).Count >= 8, () => "The moves do not appear.", TimeSpan.FromSeconds(60));
        Assert.All(await CrashRig.OpenMovesAsync(browser), move => Assert.Equal(1, move.Value));
    }
}
