using CaseyOS.Core;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Testing;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>HubSpot's and Gmail's limits across instances, on real storage.</summary>
public sealed class SharedLimitTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, string?> FewCalls = new()
    {
        ["HubSpot:CallsPerTenSeconds"] = "20",
        ["HubSpot:MaxRateLimitWait"] = "00:00:00.001",
        ["Resilience:MaxRetries"] = "1",
        ["Resilience:MaxDelay"] = "00:00:00.001",
    };

    [Fact]
    public async Task TwoInstances_AtOnce_GetTheLimitTogetherAndNoMore()
    {
        await using var server = await StandIn.StartAsync((context, _) => context.Response.WriteAsync("""{"results":[],"id":"1"}"""));
        var storage = await azurite.NewStorageAsync();
        await using var one = ConnectorServices.Create(server.Address, storage: storage, settings: FewCalls);
        await using var two = ConnectorServices.Create(server.Address, storage: storage, settings: FewCalls);
        HubSpotClient[] clients = [one.GetRequiredService<HubSpotClient>(), two.GetRequiredService<HubSpotClient>()];

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(call => SucceedsAsync(clients[call % 2])));

        // What one instance claims and does not use is lost to the other for two seconds: a block of four at most.
        Assert.InRange(server.Requests.Count, 16, 20);
        Assert.Equal(server.Requests.Count, results.Count(success => success));
    }

    [Fact]
    public async Task Calls_ManyByOneInstance_CostFewStorageRequests()
    {
        await using var server = await StandIn.StartAsync((context, _) => context.Response.WriteAsync("""{"results":[]}"""));
        var storage = await azurite.NewStorageAsync();
        await using var services = ConnectorServices.Create(server.Address, storage: storage);
        var client = services.GetRequiredService<HubSpotClient>();
        Assert.True(await SucceedsAsync(client));
        var before = storage.RoundTrips.Total;

        await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => SucceedsAsync(client)));

        Assert.Equal(81, server.Requests.Count);
        Assert.InRange(storage.RoundTrips.Total - before, 3, 8); // blocks of 20
    }

    [Fact]
    public async Task StorageAway_CallsGoOn()
    {
        await using var server = await StandIn.StartAsync((context, _) => context.Response.WriteAsync("""{"results":[]}"""));
        var storage = await azurite.NewStorageAsync();
        await using var services = ConnectorServices.Create(server.Address, storage: storage);
        var client = services.GetRequiredService<HubSpotClient>();
        Assert.True(await SucceedsAsync(client));
        await storage.Tables.GetTableClient("Cursors").DeleteAsync(TestContext.Current.CancellationToken);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => SucceedsAsync(client))), Assert.True);
    }

    [Fact]
    public async Task Gmail_TwoInstancesReadTheSameMailbox_KeepToItsQuotaTogether()
    {
        await using var server = await StandIn.StartAsync((context, _) => context.Response.WriteAsync("""{"id":"t","messages":[]}"""));
        var storage = await azurite.NewStorageAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        Dictionary<string, string?> small = new() { ["Google:UnitsPerMinute"] = "400" }; // ten conversations
        await using var one = ConnectorServices.Create(server.Address, clock: clock, storage: storage, settings: small);
        await using var two = ConnectorServices.Create(server.Address, clock: clock, storage: storage, settings: small);
        var owner = OwnerId.New(clock);
        await one.GetRequiredService<GoogleGrants>().SaveAsync(owner, new() { AccessToken = "a", RefreshToken = "r", ExpiresAt = clock.GetUtcNow().AddHours(8) });
        GmailClient[] clients = [one.GetRequiredService<GmailClient>(), two.GetRequiredService<GmailClient>()];
        using var end = new CancellationTokenSource();

        var reads = Enumerable.Range(0, 24).Select(call => clients[call % 2].GetThreadAsync(owner, $"t{call}", end.Token)).ToList();

        // The clock stands still: whoever is above the quota waits for ever.
        await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count >= 8), () => $"{server.Requests.Count} reads");
        await end.CancelAsync();
        await Task.WhenAll(reads.Select(read => read.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.InRange(server.Requests.Count, 8, 10);
    }

    private static async Task<bool> SucceedsAsync(HubSpotClient client)
    {
        try
        {
            await client.GetCompaniesAsync([Guid.NewGuid().ToString("N")]);
            return true;
        }
        catch (CaseyOS.Core.ConnectorException error) when (error.Status == 429)
        {
            return false;
        }
    }
}
