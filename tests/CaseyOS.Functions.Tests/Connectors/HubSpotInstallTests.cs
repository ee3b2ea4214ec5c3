using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Tests.Sandbox;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>The OAuth app installed from the page: consent, tokens that renew, another instance, the end of it, and who may not.</summary>
public sealed class HubSpotInstallTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Begin = "auth/hubspot";

    private static readonly Dictionary<string, string?> App = new(StringComparer.Ordinal)
    {
        ["HubSpot:AccessToken"] = "",
        ["HubSpot:ClientId"] = "sandbox-hubspot-app",
        ["HubSpot:ClientSecret"] = "sandbox-hubspot-secret",
    };

    [Fact]
    public async Task Install_ByAnAdministrator_OpensHubSpotForEveryInstanceUntilItIsDisconnected()
    {
        await sandbox.Client.ResetAsync();
        await sandbox.Client.InstallAppAsync(false);
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, settings: App);
        using var casey = await app.SignInAsync();
        var before = await ConnectionAsync(casey);
        Assert.Equal((false, "/auth/hubspot"), (before.GetProperty("connected").GetBoolean(), before.Text("action")));
        Assert.Contains("has to install the app", before.Text("problem"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.RunTimerAsync("PollHubSpot"));

        var settings = await AgreeAsync(casey);

        Assert.Equal("/caseyos/settings", settings.RequestMessage!.RequestUri!.AbsolutePath);
        var open = await ConnectionAsync(casey);
        Assert.Equal((true, true), (open.GetProperty("connected").GetBoolean(), open.GetProperty("can_disconnect").GetBoolean()));
        await app.RunTimerAsync("PollHubSpot");
        Assert.DoesNotContain("sandbox-hubspot-refresh", await StoredAsync(app), StringComparison.Ordinal);
        await using var other = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(App, StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = app.Services.GetRequiredService<IConfiguration>()["Storage:ConnectionString"],
            ["DataProtection:KeyFile"] = app.Services.GetRequiredService<IConfiguration>()["DataProtection:KeyFile"],
        });
        await other.RunTimerAsync("PollHubSpot");

        using var ended = await casey.DeleteAsync("api/connections/hubspot");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        var after = await ConnectionAsync(casey);
        Assert.False(after.GetProperty("connected").GetBoolean());
        Assert.Contains(await sandbox.Client.RequestsAsync("hubspot"), request => request is { Method: "DELETE", Status: 204 } && request.Path.Contains("/refresh-tokens/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Installed_ThenRemovedAtHubSpot_TheBannerAsksToInstallAgainAndThatHelpsAtOnce()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, settings: App);
        using var casey = await app.SignInAsync();
        await AgreeAsync(casey);
        await app.RunTimerAsync("PollHubSpot");

        await sandbox.Client.InstallAppAsync(false);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.RunTimerAsync("PollHubSpot"));

        var broken = await ConnectionAsync(casey);
        Assert.Contains("install the app again", broken.Text("problem"), StringComparison.Ordinal);
        Assert.Equal("/auth/hubspot", broken.Text("action"));
        var status = await casey.GetFromJsonAsync<JsonElement>("api/signals/status");
        Assert.Contains("install the app again", status.GetProperty("errors").GetRawText(), StringComparison.Ordinal);

        await AgreeAsync(casey);
        await app.RunTimerAsync("PollHubSpot");
        Assert.True((await ConnectionAsync(casey)).GetProperty("connected").GetBoolean());
    }

    [Fact]
    public async Task Install_ForeignOrRefusedAnswer_ChangesNothing()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, settings: App);
        using var casey = await app.SignInAsync();
        using var alex = await app.SignInAsync("alex@dwtb.example");

        using var forbidden = await alex.GetAsync(Begin);
        using var foreign = await casey.GetAsync($"{Begin}/callback?code=abc&state=stolen");
        using var refused = await DecideAsync(casey, "deny");
        using var kept = await alex.DeleteAsync("api/connections/hubspot");

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (forbidden.StatusCode, foreign.StatusCode, refused.StatusCode, kept.StatusCode));
        Assert.False((await ConnectionAsync(casey)).GetProperty("connected").GetBoolean());
    }

    [Fact]
    public async Task Connection_ByASetting_IsNotInstalledNorRemovedHere()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();

        using var begin = await casey.GetAsync(Begin);
        using var end = await casey.DeleteAsync("api/connections/hubspot");
        using var unknown = await casey.DeleteAsync("api/connections/fax");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.NotFound), (begin.StatusCode, end.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task Google_Disconnected_IsRevokedThereAndForgottenHere()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();

        using var ended = await casey.DeleteAsync("api/connections/google");

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Contains(await sandbox.Client.RequestsAsync("google"), request => request is { Method: "POST", Status: 200 } && request.Path.EndsWith("/revoke", StringComparison.Ordinal));
        var google = await ConnectionAsync(casey, "google");
        Assert.Equal((false, "/login?prompt=consent"), (google.GetProperty("connected").GetBoolean(), google.Text("action")));
    }

    private static Task<HttpResponseMessage> AgreeAsync(HttpClient casey) => DecideAsync(casey, "allow");

    // As a browser: to HubSpot's page, a button there, and back with the session's cookie.
    private static async Task<HttpResponseMessage> DecideAsync(HttpClient casey, string action)
    {
        using var page = await casey.GetAsync(Begin);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["action"] = action });
        return await casey.PostAsync(page.RequestMessage!.RequestUri, form);
    }

    private static async Task<JsonElement> ConnectionAsync(HttpClient casey, string provider = "hubspot") =>
        (await casey.GetFromJsonAsync<JsonElement>("api/connections")).GetProperty("items").EnumerateArray().Single(one => one.Text("provider") == provider).Clone();

    private static async Task<string> StoredAsync(CaseyApp app)
    {
        List<string> texts = [];
        await foreach (var row in app.Services.GetRequiredService<TableServiceClient>().GetTableClient("Accounts").QueryAsync<TableEntity>())
        {
            texts.AddRange(row.Select(property => $"{property.Value}"));
        }

        return string.Join(' ', texts);
    }
}
