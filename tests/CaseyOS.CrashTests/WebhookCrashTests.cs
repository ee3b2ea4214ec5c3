using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Signals.Webhooks;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>Webhooks pour in while the program dies: nothing is lost, nothing counts twice, and what happened last stands.</summary>
public sealed class WebhookCrashTests(AzuriteFixture azurite)
{
    private const int Deals = 40;
    private const string Stage = "contractsent";

    [Fact]
    public async Task Webhooks_DoubledAndShuffledWhileTheProgramIsKilled_EachChangeCountsOnceAndTheLastOneStands()
    {
        await using var rig = await CrashRig.StartAsync(azurite, market: false);
        var deals = await MovedDealsAsync(rig);

        // Webhooks alone bring the changes: no search finds anything.
        await rig.Truth.FaultAsync(new { provider = "hubspot", method = "POST", path = "^/crm/.*/search$", status = 400, times = -1 });
        var storage = "";
        await using var casey = await rig.NewProgramAsync(settings =>
        {
            storage = settings["Storage__ConnectionString"];
            settings["HubSpot__ClientSecret"] = WebhookSender.Secret;
        });
        var flood = new WebhookFlood(deals, Stage, Kills.WebhookEvents, TimeProvider.System.GetUtcNow());
        using var sender = new WebhookSender(new HttpClient { BaseAddress = casey.Address });

        var sending = flood.SendAsync(sender);
        for (var kill = 1; kill <= Kills.Webhooks; kill++)
        {
            // The last one when everything was taken and most of it waits to be worked off, the others while it comes in.
            var share = kill / (double)Kills.Webhooks;
            await Eventually.TrueAsync(() => Task.FromResult(flood.Taken >= share || (share == 1 && sending.IsCompleted)), () => $"The webhooks are not taken:{Environment.NewLine}{casey.Output}", Eventually.OnABusyMachine);
            await casey.KillAsync();
            await casey.RestartAsync();
            flood.Restarted();
        }

        await sending;
        TestContext.Current.TestOutputHelper?.WriteLine($"{flood.Count} events, {Kills.Webhooks} kills; 99 of 100 answers within {flood.P99?.ToString("0", System.Globalization.CultureInfo.InvariantCulture) ?? "?"} ms, first ones after a start not counted.");
        await WorkedOffAsync(casey, storage);
        await FinalStateAsync(storage, flood);
        using var browser = await casey.SignInAsync();
        await OneMoveEachAsync(browser, deals);

        // All of it once more: nothing is asked and nothing added.
        var (moves, asked) = (await CrashRig.OpenMovesAsync(browser), await BatchReadsAsync(rig));
        await flood.SendAsync(sender);
        await WorkedOffAsync(casey, storage);
        Assert.Equal(asked, await BatchReadsAsync(rig));
        Assert.Equal(moves, await CrashRig.OpenMovesAsync(browser));
    }

    /// <summary>Deals of Casey's that have just moved a stage on.</summary>
    private static async Task<IReadOnlyList<string>> MovedDealsAsync(CrashRig rig)
    {
        using var http = new HttpClient { BaseAddress = new Uri(rig.Sandbox, "hubspot/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-hubspot-key");
        object[] wanted =
        [
            new { propertyName = "hs_is_closed", @operator = "EQ", value = "false" },
            new { propertyName = "dealstage", @operator = "NEQ", value = Stage },
            new { propertyName = "hubspot_owner_id", @operator = "EQ", value = "81520001" },
        ];
        using var found = await http.PostAsJsonAsync("crm/objects/2026-09/deals/search", new { filterGroups = new[] { new { filters = wanted } }, limit = Deals });
        var deals = (await found.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray().Select(deal => deal.GetProperty("id").GetString()!).ToList();
        foreach (var deal in deals)
        {
            using var moved = await http.PatchAsJsonAsync($"crm/objects/2026-09/deals/{deal}", new { properties = new { dealstage = Stage } });
            moved.EnsureSuccessStatusCode();
        }

        Assert.True(deals.Count >= Deals / 2, $"Only {deals.Count} open deals.");
        return deals;
    }

    private static async Task WorkedOffAsync(CaseyProgram casey, string storage)
    {
        var queues = new StorageAccount(storage).Queues;
        var queue = queues.GetQueueClient(SignalMessage.Queue);
        await Eventually.TrueAsync(
            async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, () => $"The queue is not worked off:{Environment.NewLine}{casey.Output}", Eventually.OnABusyMachine);
        var poison = queues.GetQueueClient($"{SignalMessage.Queue}-poison");
        await poison.CreateIfNotExistsAsync();
        Assert.Equal(0, (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    private static async Task FinalStateAsync(string storage, WebhookFlood flood)
    {
        var histories = new RecordHistoryStore(new StorageAccount(storage).Tables);
        foreach (var deal in flood.Final.GroupBy(change => change.Deal, StringComparer.Ordinal))
        {
            var history = await histories.GetAsync(WebhookSender.Portal, new(HubSpotRecord.Deal, deal.Key), CancellationToken.None);
            Assert.All(deal, last => Assert.Equal(
                new RecordHistory.Mark(last.At.ToUnixTimeMilliseconds(), HubSpotEvent.HashOf(last.Value)), history.Aspects[$"property|{last.Property}"]));
        }
    }

    private static async Task OneMoveEachAsync(HttpClient browser, IReadOnlyList<string> deals)
    {
        var signals = await browser.GetFromJsonAsync<JsonElement>("api/signals?type=deal_stage_changed&limit=200");
        Assert.Equal(deals.Select(deal => $"deal:{deal}").Order(StringComparer.Ordinal), signals.GetProperty("items").EnumerateArray().Select(signal => signal.GetProperty("entity").GetString()).Order(StringComparer.Ordinal));
        Assert.All(await CrashRig.OpenMovesAsync(browser), move => Assert.Equal(1, move.Value));
    }

    private static async Task<int> BatchReadsAsync(CrashRig rig) =>
        (await rig.Truth.RequestsAsync("hubspot")).Count(request => request.Path.EndsWith("/deals/batch/read", StringComparison.Ordinal));
}
