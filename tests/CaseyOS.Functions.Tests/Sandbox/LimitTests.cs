using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Functions.Tests.Connectors;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>The sandbox's limits, as HubSpot has them.</summary>
public sealed class LimitTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("crm/objects/2026-09/deals", null, "TEN_SECONDLY_ROLLING")]
    [InlineData("crm/objects/2026-09/deals/search", "{}", "SECONDLY")]
    [InlineData("crm/owners/2026-09", null, "DAILY")]
    public async Task Calls_BeyondALimit_Are429WithThePolicy(string path, string? body, string policy)
    {
        await sandbox.Client.LimitAsync(policy == "TEN_SECONDLY_ROLLING" ? 2 : null, policy == "SECONDLY" ? 2 : null, policy == "DAILY" ? 2 : null);
        using var contract = ContractFolder.IsPresent ? new ContractHandler() : null;
        using var hubSpot = new SandboxHttp(sandbox.HubSpot, contract);
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        try
        {
            // Whatever the pace of this machine, three calls at once are within one second.
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => hubSpot.SendAsync(method, path, body)));

            var refused = answers.First(answer => answer.Status == 429).Body;
            Assert.Equal((policy, "RATE_LIMIT", "error"), (refused.Text("policyName"), refused.Text("errorType"), refused.Text("status")));
            Assert.Contains(answers, answer => answer.Status == 200);
            Assert.Empty(contract?.Problems ?? []);
        }
        finally
        {
            await sandbox.Client.LimitAsync();
        }
    }

    [Fact]
    public async Task Answers_ButSearches_SayWhatIsLeft()
    {
        await sandbox.Client.LimitAsync(callsPerTenSeconds: 50, callsPerDay: 1000);
        using var hubSpot = SandboxHttp.HubSpot(sandbox);

        using var read = await hubSpot.RawAsync(HttpMethod.Get, "crm/owners/2026-09");
        using var search = await hubSpot.RawAsync(HttpMethod.Post, "crm/objects/2026-09/deals/search", "{}");

        Assert.Equal(("1000", "999"), (read.Headers.GetValues("X-HubSpot-RateLimit-Daily").Single(), read.Headers.GetValues("X-HubSpot-RateLimit-Daily-Remaining").Single()));
        Assert.Equal(("50", "49"), (read.Headers.GetValues("X-HubSpot-RateLimit-Max").Single(), read.Headers.GetValues("X-HubSpot-RateLimit-Remaining").Single()));
        Assert.DoesNotContain(search.Headers, header => header.Key.StartsWith("X-HubSpot-RateLimit", StringComparison.OrdinalIgnoreCase));
        await sandbox.Client.LimitAsync();
    }

    [Fact]
    public async Task Product_AtHubSpotsLimits_GetsThroughAndKnowsWhatIsLeft()
    {
        await sandbox.Client.LimitAsync(100, 5, 250_000);
        await using var services = ConnectorServices.Create(sandbox.HubSpot);
        var client = services.GetRequiredService<HubSpotClient>();

        var found = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => client.SearchRecordsAsync(HubSpotObject.Notes, [], null, ["hs_note_body"]).FirstOrDefaultAsync().AsTask()));

        Assert.All(found, Assert.NotNull);
        Assert.NotEmpty(await client.GetOwnersAsync());
        Assert.Equal(250_000, client.Quota!.Daily);
        Assert.InRange(client.Quota.Remaining, 249_900, 249_999);
        await sandbox.Client.LimitAsync();
    }
}
