using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>A refresh whose process is killed in the middle ends, by itself, after the next start.</summary>
public sealed class JobCrashTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Refresh_KilledWhileItReads_GoesOnAndEndsOnce()
    {
        await using var rig = await CrashRig.StartAsync(azurite);
        await using var casey = await rig.NewProgramAsync(settings => settings["Schedules__PollHubSpot"] = settings["Schedules__SweepSignals"] = "0 0 0 1 1 *");
        using var before = await casey.SignInAsync();
        await StopReadingAsync(rig);
        using var answer = await before.PostAsync("api/signals/refresh", content: null);
        answer.EnsureSuccessStatusCode();
        var job = answer.Headers.Location!;

        for (var (cut, seen) = (0, 0L); cut < Kills.Jobs; cut++)
        {
            await Eventually.TrueAsync(
                async () => (await rig.Truth.RequestsAsync("hubspot", seen)).Any(request => request.Fault is not null),
                () => $"HubSpot is not read:{Environment.NewLine}{casey.Output}",
                Eventually.OnABusyMachine);
            await casey.KillAsync();
            seen = (await rig.Truth.RequestsAsync("hubspot")).Max(request => request.Seq);
            await StopReadingAsync(rig);
            await casey.RestartAsync();
        }

        await rig.Truth.ClearFaultsAsync();
        using var browser = await casey.SignInAsync();
        var ended = await CrashRig.JobEndsAsync(browser, job);

        Assert.True(ended.GetProperty("state").GetString() == "succeeded", $"{ended}{Environment.NewLine}{casey.Output}");
        Assert.All(ended.GetProperty("parts").EnumerateArray(), part => Assert.Equal("succeeded", part.GetProperty("state").GetString()));
        Assert.Single((await browser.GetFromJsonAsync<JsonElement>("api/jobs")).GetProperty("items").EnumerateArray());
        await Eventually.TrueAsync(async () => (await CrashRig.OpenMovesAsync(browser)).Count >= 8, () => "The moves do not appear.", Eventually.OnABusyMachine);
        Assert.All(await CrashRig.OpenMovesAsync(browser), move => Assert.Equal(1, move.Value));
    }

    // However fast the machine, the program dies in the middle: one answer comes, and then none.
    private static async Task StopReadingAsync(CrashRig rig)
    {
        await rig.Truth.ClearFaultsAsync();
        await rig.Truth.FaultAsync(new { provider = "hubspot", delayMs = 60_000, skip = 1, times = -1 });
    }
}
