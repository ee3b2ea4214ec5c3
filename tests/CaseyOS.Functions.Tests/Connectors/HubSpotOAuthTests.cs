using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Testing;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>The OAuth app's tokens: had by the refresh token, renewed, replaced once, and given up when the app is removed.</summary>
public sealed class HubSpotOAuthTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly Dictionary<string, string?> App = new()
    {
        ["HubSpot:AccessToken"] = "",
        ["HubSpot:ClientId"] = "sandbox-hubspot-app",
        ["HubSpot:ClientSecret"] = "sandbox-hubspot-secret",
        ["HubSpot:RefreshToken"] = "sandbox-hubspot-refresh",
    };

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private long start;

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ResetAsync();
        start = await sandbox.Client.RequestsAsync() is [.., var last] ? last.Seq : 0;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Calls_WithinTheTokensLife_UseOne()
    {
        await using var services = Create();
        var client = services.GetRequiredService<HubSpotClient>();

        await clock.RunAsync(client.GetOwnersAsync());
        await clock.RunAsync(client.GetDealStagesAsync());
        Assert.Equal(1, await TokensAsync());

        clock.Advance(TimeSpan.FromMinutes(29)); // it lives 30, and is renewed two before its end
        await clock.RunAsync(client.GetPropertiesAsync(HubSpotObject.Deals));
        Assert.Equal(2, await TokensAsync());
    }

    [Theory]
    [InlineData("GET", "/crm/objects")]
    [InlineData("POST", "/crm/objects")]
    public async Task Call_TokenExpiredEarly_IsRepeatedOnceWithANewOne(string method, string path)
    {
        await using var services = Create();
        var client = services.GetRequiredService<HubSpotClient>();
        await clock.RunAsync(client.GetOwnersAsync());
        await sandbox.Client.FaultAsync(new { provider = "hubspot", method, path, expireToken = true });

        var id = await clock.RunAsync(client.CreateRecordAsync(HubSpotObject.Contacts, new Dictionary<string, string> { ["firstname"] = "Ada" }, []));
        Assert.NotNull(await clock.RunAsync(client.ReadRecordAsync(HubSpotObject.Contacts, id, ["firstname"])));

        Assert.Equal(2, await TokensAsync());
        Assert.Single(await sandbox.Client.EffectsAsync("contact_created"));
    }

    [Fact]
    public async Task Calls_AppRemoved_SayWhatToDoAndStopAskingUntilItIsBack()
    {
        await using var services = Create();
        var client = services.GetRequiredService<HubSpotClient>();
        await clock.RunAsync(client.GetOwnersAsync());
        await sandbox.Client.InstallAppAsync(false);

        var first = await Assert.ThrowsAsync<ReconnectRequiredException>(() => clock.RunAsync(client.GetDealStagesAsync()));
        var asked = (await sandbox.Client.RequestsAsync("hubspot", start)).Count;
        for (var again = 0; again < 5; again++)
        {
            await Assert.ThrowsAsync<ReconnectRequiredException>(() => clock.RunAsync(client.GetDealStagesAsync()));
        }

        Assert.Contains("install the app again", first.Message, StringComparison.Ordinal);
        Assert.Equal(asked, (await sandbox.Client.RequestsAsync("hubspot", start)).Count);
        await sandbox.Client.InstallAppAsync(true);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotEmpty(await clock.RunAsync(client.GetDealStagesAsync()));
    }

    [Fact]
    public async Task TokenInfo_OfTheApp_NamesAccountAndScopes()
    {
        var contract = ContractFolder.IsPresent ? new ContractHandler() : null;
        await using var services = ConnectorServices.Create(sandbox.HubSpot, clock: clock, observer: contract is null ? null : () => contract, settings: App);

        var info = await clock.RunAsync(services.GetRequiredService<HubSpotClient>().GetTokenInfoAsync());

        Assert.Equal(4_242_000, info!.PortalId);
        Assert.Contains("crm.objects.deals.read", info.Scopes);
        Assert.Empty(contract?.Problems ?? []);
        await using var key = ConnectorServices.Create(sandbox.HubSpot);
        Assert.Null(await key.GetRequiredService<HubSpotClient>().GetTokenInfoAsync());
    }

    [Theory]
    [InlineData("HubSpot:ClientId", "needs HubSpot:ClientId")]
    [InlineData("HubSpot:ClientSecret", "needs HubSpot:ClientId")]
    [InlineData("HubSpot:TimeZone", "which is no time zone")]
    public async Task Options_Incomplete_SayWhatIsMissing(string setting, string complaint)
    {
        await using var services = ConnectorServices.Create(sandbox.HubSpot, settings: new Dictionary<string, string?>(App) { [setting] = setting.EndsWith("Zone", StringComparison.Ordinal) ? "Mars" : "" });

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<HubSpotOptions>>().Value);

        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    private ServiceProvider Create() => ConnectorServices.Create(sandbox.HubSpot, clock: clock, settings: App);

    private async Task<int> TokensAsync() =>
        (await sandbox.Client.RequestsAsync("hubspot", start)).Count(request => request.Path.EndsWith("/oauth/v1/token", StringComparison.Ordinal));
}
