using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>Logging a mail leaves one record, whatever happens on the way.</summary>
public sealed class HubSpotEmailTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const string Upsert = "/crm/objects/2026-09/emails/batch/upsert";
    private readonly ServiceProvider services = ConnectorServices.Create(sandbox.HubSpot);
    private EmailEngagement email = null!;

    private HubSpotClient Client => services.GetRequiredService<HubSpotClient>();

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ResetAsync();
        var deal = await Client.SearchDealsAsync(new() { OpenOnly = true }).FirstAsync(found => found is { ContactIds.Count: > 0, CompanyId: not null });
        email = new()
        {
            ExecutionId = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b",
            Subject = "Lanes 2027",
            Text = "Hi Ada",
            Timestamp = deal.ModifiedAt!.Value,
            ContactId = deal.ContactIds[0],
            CompanyId = deal.CompanyId,
            DealId = deal.Id,
        };
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task LogEmail_Twice_IsOneRecordOnAllThreeTimelines()
    {
        var first = await Client.LogEmailAsync(email);
        var second = await Client.LogEmailAsync(email);

        Assert.Equal(first, second);
        Assert.Single(await sandbox.Client.EffectsAsync("engagement_logged"));
        Assert.Equal(
            [("companies", 186), ("contacts", 198), ("deals", 210)],
            (await AssociationsSentAsync()).Distinct().Order());
    }

    [Fact]
    public async Task LogEmail_FirstTimeInAPortal_MakesThePropertyOnce()
    {
        await Client.LogEmailAsync(email);
        await Client.LogEmailAsync(email with { ExecutionId = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3c" });
        await using var restarted = ConnectorServices.Create(sandbox.HubSpot);
        await restarted.GetRequiredService<HubSpotClient>().LogEmailAsync(email);

        Assert.Single(await sandbox.Client.EffectsAsync("property_created"));
        Assert.Equal(2, (await sandbox.Client.EffectsAsync("engagement_logged")).Count);
    }

    [Fact]
    public async Task LogEmail_AnswerLostAfterTheEffect_IsOneRecordAfterARepeat()
    {
        await Client.LogEmailAsync(email with { ExecutionId = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3c" });
        await sandbox.Client.FaultAsync(new { provider = "hubspot", path = Upsert, loseResponse = true });

        var error = await Assert.ThrowsAsync<ConnectorException>(() => Client.LogEmailAsync(email));
        await Client.LogEmailAsync(email);

        Assert.True(error.IsTransient);
        Assert.Equal(2, (await sandbox.Client.EffectsAsync("engagement_logged")).Count);
        Assert.Equal(3, (await AssociationsSentAsync()).Skip(3).Count());
    }

    [Fact]
    public async Task LogEmail_PortalRefusesTheProperty_IsStillOneRecord()
    {
        await sandbox.Client.FaultAsync(new { provider = "hubspot", method = "POST", path = "/crm/properties", status = 403, times = -1 });

        var first = await Client.LogEmailAsync(email);
        await using var restarted = ConnectorServices.Create(sandbox.HubSpot);
        var second = await restarted.GetRequiredService<HubSpotClient>().LogEmailAsync(email);
        var other = await Client.LogEmailAsync(email with { ExecutionId = "0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3c" });

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(2, (await sandbox.Client.EffectsAsync("engagement_logged")).Count);
    }

    [Fact]
    public async Task LogEmail_RecordIsNotValid_IsToldWithThePropertyName()
    {
        var error = await Assert.ThrowsAsync<ConnectorException>(() => Client.LogEmailAsync(email with { HubSpotOwnerId = "999" }));

        Assert.Equal((400, false), (error.Status, error.IsTransient));
        Assert.Contains("hubspot_owner_id", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("999", error.Message, StringComparison.Ordinal);
        Assert.Empty(await sandbox.Client.EffectsAsync("engagement_logged"));
    }

    [Fact]
    public async Task ArchiveEmail_Twice_IsNoError()
    {
        var id = await Client.LogEmailAsync(email);
        var since = (await sandbox.Client.EffectsAsync())[^1].Seq;

        await Client.ArchiveEmailAsync(id);
        await Client.ArchiveEmailAsync(id);

        Assert.Single(await sandbox.Client.EffectsAsync(since: since), effect => effect.Kind.EndsWith("archived", StringComparison.Ordinal));
    }

    private async Task<List<(string To, int TypeId)>> AssociationsSentAsync() =>
        [.. from request in await sandbox.Client.RequestsAsync("hubspot")
            where request.Path.Contains("/associations/", StringComparison.Ordinal) && request.Path.EndsWith("/batch/create", StringComparison.Ordinal)
            let body = JsonDocument.Parse(request.Body!).RootElement
            select (request.Path.Split('/')[^3], body.GetProperty("inputs")[0].GetProperty("types")[0].GetProperty("associationTypeId").GetInt32())];
}
