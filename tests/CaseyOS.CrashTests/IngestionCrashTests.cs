using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>Ingestions that are cut off: what an undisturbed one finds is found in the end, and nothing twice.</summary>
public sealed class IngestionCrashTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Ingestion_KilledAgainAndAgain_LosesNothingAndDoublesNothing()
    {
        await using var rig = await CrashRig.StartAsync(azurite);
        var expected = await UndisturbedAsync(rig);
        await using var casey = await rig.NewProgramAsync();

        for (var kill = 1; kill <= Kills.Ingestions; kill++)
        {
            // A little later each time, counted in what the sandbox was asked, so that every stage of the work is hit.
            var seen = (await rig.Truth.RequestsAsync("hubspot")).Count;
            var target = seen + (kill * 2);
            await Eventually.TrueAsync(
                async () => (await rig.Truth.RequestsAsync("hubspot")).Count >= target,
                () => $"The program asked HubSpot nothing more before kill {kill}:{Environment.NewLine}{casey.Output}",
                Eventually.OnABusyMachine);
            await casey.KillAsync();
            await casey.RestartAsync();
        }

        using var browser = await casey.SignInAsync();
        await SettlesAtAsync(browser, expected, casey);
        await RefreshAsync(browser);
        await RefreshAsync(browser);
        Assert.Equal(expected, await CrashRig.OpenMovesAsync(browser));
        await NoSignalTwiceAsync(browser);
    }

    private static async Task<SortedDictionary<string, int>> UndisturbedAsync(CrashRig rig)
    {
        await using var control = await rig.NewProgramAsync();
        using var browser = await control.SignInAsync();
        await RefreshAsync(browser);
        SortedDictionary<string, int>? last = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var now = await CrashRig.OpenMovesAsync(browser);
                var same = last is not null && now.Count >= 8 && now.SequenceEqual(last);
                last = now;
                if (!same)
                {
                    await RefreshAsync(browser);
                }

                return same;
            },
            () => $"The undisturbed run does not settle; it has {last?.Count} moves.{Environment.NewLine}{control.Output}",
            Eventually.OnABusyMachine);
        Assert.All(last!, move => Assert.Equal(1, move.Value));
        return last!;
    }

    private static Task SettlesAtAsync(HttpClient browser, SortedDictionary<string, int> expected, CaseyProgram casey)
    {
        SortedDictionary<string, int>? now = null;
        return Eventually.TrueAsync(
            async () => (now = await CrashRig.OpenMovesAsync(browser)).SequenceEqual(expected),
            () => $"Missing: {string.Join("; ", expected.Keys.Except(now!.Keys))}. Too many: {string.Join("; ", now.Except(expected))}.{Environment.NewLine}{casey.Output}",
            Eventually.OnABusyMachine);
    }

    private static async Task RefreshAsync(HttpClient browser)
    {
        using var answer = await browser.PostAsync("api/signals/refresh", content: null);
        answer.EnsureSuccessStatusCode();
        await CrashRig.JobEndsAsync(browser, answer.Headers.Location!);
    }

    private static async Task NoSignalTwiceAsync(HttpClient browser)
    {
        var page = await browser.GetFromJsonAsync<JsonElement>("api/signals?limit=200");
        var facts = page.GetProperty("items").EnumerateArray().Select(signal => $"{signal.GetProperty("type")} {signal.GetProperty("entity")}").ToList();
        Assert.NotEmpty(facts);
        Assert.Equal(facts.Distinct(StringComparer.Ordinal).Count(), facts.Count);
    }
}
