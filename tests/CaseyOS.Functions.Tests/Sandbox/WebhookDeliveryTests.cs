using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class WebhookDeliveryTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Secret = "a secret of the test";

    [Fact]
    public async Task Change_WithASubscriber_IsDeliveredSignedAndAgainUntilAnswered()
    {
        ConcurrentQueue<(string Body, string Timestamp, string Signature)> received = new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePorts.One().ToString(CultureInfo.InvariantCulture)}");
        await using var receiver = builder.Build();
        receiver.MapPost("/hook", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            received.Enqueue((await reader.ReadToEndAsync(), request.Headers["X-HubSpot-Request-Timestamp"].ToString(), request.Headers["X-HubSpot-Signature-v3"].ToString()));
            return received.Count == 1 ? Results.StatusCode(500) : Results.Ok();
        });
        await receiver.StartAsync(TestContext.Current.CancellationToken);
        var url = new Uri(new Uri(receiver.Urls.First()), "/hook");
        await sandbox.Client.ResetAsync();
        await sandbox.Client.SubscribeAsync(url, Secret);
        using var hubSpot = SandboxHttp.HubSpot(sandbox);

        var id = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "nora@hooked.example" } })).Text("id");
        await hubSpot.OkAsync(HttpMethod.Patch, $"crm/v3/objects/contacts/{id}", new { properties = new { lastname = "Hook", jobtitle = "not subscribed" } });
        await Eventually.TrueAsync(
            () => Task.FromResult(Events(received.Skip(1)).Any(sent => sent.Text("subscriptionType") == "object.propertyChange") && Events(received.Skip(1)).Any(sent => sent.Text("subscriptionType") == "object.creation")),
            () => $"Received: {string.Join(' ', received.Select(delivery => delivery.Body))}");
        await sandbox.Client.UnsubscribeAsync();

        Assert.All(received, delivery => Assert.Equal(
            Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"POST{url}{delivery.Body}{delivery.Timestamp}"))), delivery.Signature));
        Assert.All(Events(received), sent => Assert.Equal((id, "0-1"), (sent.GetProperty("objectId").GetRawText(), sent.Text("objectTypeId"))));
        Assert.DoesNotContain(Events(received), sent => sent.TryGetProperty("propertyName", out var name) && name.GetString() != "lastname");
        Assert.Contains(Events(received.Skip(1)), sent => sent.GetProperty("attemptNumber").GetInt32() > 0);
        var effects = await sandbox.Client.EffectsAsync("webhook_sent");
        Assert.Equal([500, 200], effects.Take(2).Select(effect => effect.Content.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Subscribe_ElsewhereThanThisMachine_IsRefused()
    {
        using var own = new SandboxHttp(sandbox.Address);

        Assert.Equal(400, (await own.SendAsync(HttpMethod.Put, "sandbox/webhooks", new { url = "https://example.com/hook", secret = "x" })).Status);
    }

    [Fact]
    public async Task DealMoved_InTheSandbox_IsAMoveByWebhookAlone()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await sandbox.Client.SubscribeAsync(new Uri(app.Address, "api/webhooks/hubspot"));
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var deal = (await hubSpot.PostAsync("crm/v3/objects/deals/search", new
        {
            filterGroups = new[] { new { filters = new object[] { new { propertyName = "hs_is_closed", @operator = "EQ", value = "false" }, new { propertyName = "dealstage", @operator = "NEQ", value = "contractsent" }, new { propertyName = "hubspot_owner_id", @operator = "EQ", value = "81520001" } } } },
            limit = 1,
        })).Body.GetProperty("results")[0].Text("id");

        await hubSpot.OkAsync(HttpMethod.Patch, $"crm/v3/objects/deals/{deal}", new { properties = new { dealstage = "contractsent", dealname = "Hooked lanes" } });

        await Eventually.TrueAsync(
            async () =>
            {
                await app.DrainAsync("ProcessSignals");
                var list = await casey.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending&limit=200");
                return list.GetProperty("items").EnumerateArray().Any(item => item.Text("title").StartsWith("Hooked lanes", StringComparison.Ordinal) && item.Text("title").Contains("moved to", StringComparison.Ordinal));
            },
            () => "The deal's move did not come.",
            TimeSpan.FromSeconds(15));
        await sandbox.Client.UnsubscribeAsync();
    }

    [Fact]
    public async Task ContactMerged_InTheSandbox_TakesItsMoveAwayAndLeavesTheOthers()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await sandbox.Client.SubscribeAsync(new Uri(app.Address, "api/webhooks/hubspot"));
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        var stays = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "una@merge.example", firstname = "Una", lastname = "Stays" } })).Text("id");
        var goes = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "u.stays@merge.example", firstname = "Una", lastname = "Goes" } })).Text("id");
        await UntilAsync(app, casey, titles => titles.Contains("First contact: Una Stays") && titles.Contains("First contact: Una Goes"));

        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts/merge", new { primaryObjectId = stays, objectIdToMerge = goes });

        await UntilAsync(app, casey, titles => titles.Contains("First contact: Una Stays") && !titles.Contains("First contact: Una Goes"));
        await sandbox.Client.UnsubscribeAsync();
    }

    [Fact]
    public async Task RealProgram_WithoutPolls_HasTheMoveBecauseTheSandboxTellsIt()
    {
        await using var program = await CaseyProgram.StartAsync(settings =>
        {
            settings["Schedules__PollHubSpot"] = "0 0 3 1 1 *";
            settings["Schedules__SweepSignals"] = "0 0 3 1 1 *";
        });
        using var casey = await program.SignInAsync();
        using var hubSpot = new SandboxHttp(new Uri(program.Sandbox, "hubspot/"));

        await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/contacts", new { properties = new { email = "tess@newcomer.example", firstname = "Tess", lastname = "Arrow" } });

        await Eventually.TrueAsync(
            async () => (await casey.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending&limit=200")).GetProperty("items").EnumerateArray().Any(item => item.Text("title") == "First contact: Tess Arrow"),
            () => $"The move did not come:{Environment.NewLine}{program.Output}",
            TimeSpan.FromSeconds(20));
    }

    private static Task UntilAsync(CaseyApp app, HttpClient casey, Func<IReadOnlyCollection<string>, bool> condition)
    {
        string[] titles = [];
        return Eventually.TrueAsync(
            async () =>
            {
                await app.DrainAsync("ProcessSignals");
                var list = await casey.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending&limit=200");
                titles = [.. list.GetProperty("items").EnumerateArray().Select(item => item.Text("title"))];
                return condition(titles);
            },
            () => $"The page shows: {string.Join(", ", titles)}",
            TimeSpan.FromSeconds(60));
    }

    private static IReadOnlyList<JsonElement> Events(IEnumerable<(string Body, string Timestamp, string Signature)> deliveries) =>
        [.. deliveries.SelectMany(delivery => JsonDocument.Parse(delivery.Body).RootElement.EnumerateArray())];
}
