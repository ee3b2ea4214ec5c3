using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class SignalsEndpointsTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task PollOfAFreshInstallation_SweepsAtOnceAndShowsSignalsWithWhatTheyLedTo()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        var never = await casey.GetFromJsonAsync<JsonElement>("api/signals/status");
        Assert.Equal("never", never.GetProperty("status").GetString());

        await app.RunTimerAsync("PollHubSpot");
        Assert.True(await app.DrainAsync("ProcessSignals") > 0);

        var list = await casey.GetFromJsonAsync<JsonElement>("api/signals?limit=200");
        var items = list.GetProperty("items").EnumerateArray().ToList();
        Assert.True(items.Count >= 8);
        Assert.Equal(JsonValueKind.Null, list.GetProperty("next_cursor").ValueKind);
        Assert.All(items, item => Assert.Equal("hubspot", item.GetProperty("source").GetString()));
        var queued = items.First(item => item.GetProperty("result").GetString() == "queued");
        var move = await casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{queued.GetProperty("item_id").GetString()}");
        Assert.Equal(queued.GetProperty("item_title").GetString(), move.GetProperty("title").GetString());
        Assert.Equal(queued.GetProperty("id").GetString(), move.GetProperty("signal_id").GetString());
        var one = await casey.GetFromJsonAsync<JsonElement>($"api/signals/{queued.GetProperty("id").GetString()}");
        Assert.Equal(queued.GetRawText(), one.GetRawText());

        var status = await casey.GetFromJsonAsync<JsonElement>("api/signals/status");
        Assert.Equal("success", status.GetProperty("status").GetString());
        Assert.Equal(items.Count(item => item.GetProperty("result").GetString() == "queued"), status.GetProperty("queue_items_created").GetInt32());
        Assert.True(status.GetProperty("deals_processed").GetInt32() > 0);
        Assert.Equal(
            ["hubspot", "hubspot_sweep", "gmail", "calendar", "internal", "content"],
            status.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task List_PagesAndFilters_CoverEverySignalOnce()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        var all = await IdsAsync(casey, "api/signals?limit=200");

        List<string> paged = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await casey.GetFromJsonAsync<JsonElement>($"api/signals?limit=7&cursor={cursor}");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        Assert.Equal(all, paged);
        Assert.Equal(all.OrderDescending(StringComparer.Ordinal), all);
        var stalled = await casey.GetFromJsonAsync<JsonElement>("api/signals?type=deal_stalled&source=hubspot&limit=200");
        Assert.NotEmpty(stalled.GetProperty("items").EnumerateArray());
        Assert.All(stalled.GetProperty("items").EnumerateArray(), item => Assert.Equal("deal_stalled", item.GetProperty("type").GetString()));
        Assert.Empty(await IdsAsync(casey, "api/signals?source=gmail"));
    }

    [Fact]
    public async Task SignalOfSomebodyElse_DoesNotExist()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        using var alex = await app.SignInAsync("alex@dwtb.example");
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");
        var his = await IdsAsync(casey, "api/signals?limit=200");
        var hers = await IdsAsync(alex, "api/signals?limit=200");

        Assert.NotEmpty(his);
        Assert.NotEmpty(hers);
        Assert.Empty(his.Intersect(hers, StringComparer.Ordinal));
        using var answer = await alex.GetAsync($"api/signals/{his[0]}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var nobody = app.Anonymous();
        using var refused = await nobody.GetAsync("api/signals");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static async Task<List<string>> IdsAsync(HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
}
