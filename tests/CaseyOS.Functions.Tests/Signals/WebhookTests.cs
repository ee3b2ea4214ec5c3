using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class WebhookTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("api/webhooks/hubspot")]
    [InlineData("webhooks/hubspot")]
    public async Task HubSpot_WithoutSessionUnderBothPaths_IsAcceptedWithOneRequestToStorage(string path)
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var sender = new WebhookSender(app.Anonymous(), path);
        var events = Enumerable.Range(1, 100).Select(id => WebhookSender.Change($"{id}", "dealstage", "closedwon", Now)).ToArray();
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(events)); // makes the queue

        using var trips = app.Services.GetRequiredService<StorageRoundTrips>().Record();
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(events));

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(["SendMessage signals"], trips.Trips.Select(trip => trip.ToString()));
    }

    [Fact]
    public async Task DealMoved_ByWebhook_LeadsToItsMoveAndThePollAddsNothing()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("PollHubSpot");
        await app.DrainAsync("ProcessSignals");
        using var sender = new WebhookSender(app.Anonymous());
        var (id, name) = await MoveDealAsync("contractsent");
        var change = WebhookSender.Change(id, "dealstage", "contractsent", Now);

        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(change));
        await app.DrainAsync("ProcessSignals");
        var moves = await MovesAsync(casey);

        Assert.Contains(moves, title => title.Contains(name, StringComparison.Ordinal) && title.EndsWith("moved to Contract sent", StringComparison.OrdinalIgnoreCase));
        var before = await StoredRows.ReadAsync(app);
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(change)); // HubSpot, or somebody who listened, sends it again
        await app.RunTimerAsync("PollHubSpot");
        await app.DrainAsync("ProcessSignals");
        Assert.Equal(before, await StoredRows.ReadAsync(app));
    }

    [Fact]
    public async Task NewContact_ByWebhook_LeadsToItsMove()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var contact = await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "tess@newcomer.example", firstname = "Tess", lastname = "Arrow" } });
        using var sender = new WebhookSender(app.Anonymous());

        await sender.SendAsync(WebhookSender.About(contact.Text("id"), "contact.creation", Now));
        await app.DrainAsync("ProcessSignals");

        Assert.Contains("First contact: Tess Arrow", await MovesAsync(casey));
    }

    [Fact]
    public async Task DeletedDeal_ByWebhook_ResolvesItsMovesAndSaysWhy()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        using var sender = new WebhookSender(app.Anonymous());
        var (id, name) = await MoveDealAsync("contractsent");
        await sender.SendAsync(WebhookSender.Change(id, "dealstage", "contractsent", Now));
        await app.DrainAsync("ProcessSignals");
        Assert.Contains(await MovesAsync(casey), title => title.Contains(name, StringComparison.Ordinal));

        await hubSpot.RawAsync(HttpMethod.Delete, $"crm/v3/objects/deals/{id}");
        await sender.SendAsync(WebhookSender.About(id, "deal.deletion", Now));
        await app.DrainAsync("ProcessSignals");

        Assert.DoesNotContain(await MovesAsync(casey), title => title.Contains(name, StringComparison.Ordinal));
        var notes = new List<string?>();
        await foreach (var row in app.Services.GetRequiredService<TableServiceClient>().GetTableClient("Queue").QueryAsync<TableEntity>())
        {
            notes.Add(string.Join(' ', row.Select(property => $"{property.Value}")));
        }

        Assert.Contains(notes, text => text!.Contains("The deal was deleted in HubSpot.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ErasedPerson_ByWebhook_LeavesNoPendingMoveAndNoSignalBehind()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        using var sender = new WebhookSender(app.Anonymous());
        await app.RunTimerAsync("PollGmail");
        var contact = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "tess@newcomer.example", firstname = "Tess", lastname = "Arrow" } })).Text("id");
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw("Lanes", "tess@newcomer.example") });
        await sandbox.Client.ReplyAsync("tess@newcomer.example");
        await app.RunTimerAsync("PollGmail");
        await sender.SendAsync(WebhookSender.About(contact, "contact.creation", Now));
        await app.DrainAsync("ProcessSignals");
        Assert.Contains(await MovesAsync(casey), title => title.Contains("Tess Arrow", StringComparison.Ordinal));

        await hubSpot.RawAsync(HttpMethod.Delete, $"crm/v3/objects/contacts/{contact}");
        var events = new[] { WebhookSender.About(contact, "contact.privacyDeletion", Now), WebhookSender.About(contact, "contact.deletion", Now) };
        Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(events));
        await app.DrainAsync("ProcessSignals");

        Assert.DoesNotContain(await MovesAsync(casey), title => title.Contains("Tess", StringComparison.Ordinal));
        var signals = await casey.GetStringAsync("api/signals?limit=200", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Tess", signals, StringComparison.Ordinal);
        Assert.DoesNotContain("newcomer.example", signals, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyEvents_ShuffledWithDuplicates_EachChangeIsHandledOnceAndAnOlderOneNeverLooksAgain()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        using var sender = new WebhookSender(app.Anonymous());
        List<(string Id, string Name)> deals = [];
        for (var number = 0; number < 4; number++)
        {
            deals.Add(await MoveDealAsync("contractsent", number));
        }

        var chance = new Random(20);
        List<object> events = [.. deals.SelectMany(deal => Enumerable.Range(0, 50).Select(step => WebhookSender.Change(deal.Id, "dealstage", step == 49 ? "contractsent" : $"stage-{step}", Now.AddSeconds(step - 60))))];
        var deliveries = events.Concat(events.Where(_ => chance.NextDouble() < 0.2)).ToArray();
        chance.Shuffle(deliveries);

        foreach (var batch in deliveries.Chunk(40))
        {
            Assert.Equal(HttpStatusCode.OK, await sender.SendAsync(batch));
        }

        await app.DrainAsync("ProcessSignals");
        var moves = await MovesAsync(casey);
        Assert.All(deals, deal => Assert.Single(moves, title => title.Contains(deal.Name, StringComparison.Ordinal) && title.Contains("moved to", StringComparison.Ordinal)));

        var requests = (await sandbox.Client.RequestsAsync("hubspot")).Count;
        await sender.SendAsync(events[..100].ToArray());
        await app.DrainAsync("ProcessSignals");
        Assert.Equal(requests, (await sandbox.Client.RequestsAsync("hubspot")).Count);
        Assert.Equal(moves.Order(), (await MovesAsync(casey)).Order());
    }

    [Fact]
    public async Task Status_AfterAWebhook_SaysWhenTheLastOneCame()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        using var sender = new WebhookSender(app.Anonymous());

        await sender.SendAsync(WebhookSender.Change("1", "dealstage", "closedwon", Now));
        await app.DrainAsync("ProcessSignals");

        var status = await casey.GetFromJsonAsync<JsonElement>("api/signals/status");
        var source = Assert.Single(status.GetProperty("sources").EnumerateArray(), source => source.Text("source") == "hubspot_webhooks");
        Assert.Equal("success", source.Text("status"));
        Assert.NotNull(source.GetProperty("last_success").GetString());
    }

    private async Task<(string Id, string Name)> MoveDealAsync(string stage, int number = 0)
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var found = await hubSpot.PostAsync("crm/v3/objects/deals/search", new
        {
            filterGroups = new[] { new { filters = new object[] { new { propertyName = "hs_is_closed", @operator = "EQ", value = "false" }, new { propertyName = "dealstage", @operator = "NEQ", value = stage }, new { propertyName = "hubspot_owner_id", @operator = "EQ", value = "81520001" } } } },
            sorts = new[] { "createdate" },
            properties = new[] { "dealname" },
            limit = 20,
        });
        var deal = found.Body.GetProperty("results")[0];
        Assert.InRange(number, 0, 3);
        await hubSpot.OkAsync(HttpMethod.Patch, $"crm/v3/objects/deals/{deal.Text("id")}", new { properties = new { dealstage = stage, dealname = $"Moved deal {number}" } });

        // Search shows a change late; the next call must not find the same one.
        await Eventually.TrueAsync(
            async () => (await hubSpot.PostAsync("crm/v3/objects/deals/search", new { filterGroups = new[] { new { filters = new object[] { new { propertyName = "dealname", @operator = "EQ", value = $"Moved deal {number}" } } } }, limit = 1 })).Body.GetProperty("total").GetInt32() == 1,
            () => "The deal did not move.");
        return (deal.Text("id"), $"Moved deal {number}");
    }

    private static async Task<IReadOnlyList<string>> MovesAsync(HttpClient casey)
    {
        var list = await casey.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending&limit=200");
        return [.. list.GetProperty("items").EnumerateArray().Select(item => item.Text("title"))];
    }
}
