using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.SignIn;

public sealed class SessionTests(AzuriteFixture azurite, CaseyAppFixture fixture) : IClassFixture<CaseyAppFixture>
{
    private readonly CaseyApp app = fixture.App;

    [Fact]
    public async Task Me_AfterSignIn_NamesTheUser()
    {
        var me = await fixture.Casey.GetFromJsonAsync<JsonElement>("api/me");

        Assert.Equal("casey@dwtb.example", me.GetProperty("email").GetString());
        Assert.Equal("Casey Larkin", me.GetProperty("name").GetString());
        Assert.True(me.GetProperty("is_admin").GetBoolean());
        Assert.True(me.GetProperty("sandbox").GetBoolean());
    }

    [Fact]
    public async Task SignIn_SecondUser_IsNoAdmin()
    {
        using var alex = await app.SignInAsync("alex@dwtb.example");

        Assert.False((await alex.GetFromJsonAsync<JsonElement>("api/me")).GetProperty("is_admin").GetBoolean());
        using var answer = await alex.PostAsync("api/aps/recalculate", content: null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task SignIn_UnknownUser_IsDeniedAndLeavesNothing()
    {
        await using var fresh = await CaseyApp.StartAsync(azurite, fixture.Sandbox);
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = fresh.Address };

        using var page = await http.GetAsync("login?login_hint=stranger%40example.com");

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("Access denied", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var me = await http.GetAsync("api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
        Assert.Empty(await RowsAsync(fresh, "Accounts"));
    }

    [Fact]
    public async Task SignIn_Grant_IsStoredEncrypted()
    {
        var rows = await RowsAsync(app, "Accounts");

        // The program is shared with other tests, so there may be more than one user's.
        var grants = rows.Where(row => row.RowKey == "google").Select(row => row.GetString("Secret")!).ToList();
        Assert.NotEmpty(grants);
        Assert.All(grants, grant => Assert.DoesNotContain("token", grant, StringComparison.OrdinalIgnoreCase));
        Assert.All(grants, grant => Assert.StartsWith("CfDJ8", grant, StringComparison.Ordinal)); // the mark of the data-protection format
    }

    [Fact]
    public async Task KeyRing_InStorage_IsEncrypted()
    {
        var key = Assert.Single(await RowsAsync(app, "Settings"), row => row.RowKey.StartsWith("key-ring|", StringComparison.Ordinal)).GetString("Xml")!;

        Assert.Contains("encryptedKey", key, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_AsksGoogleForEverythingOnce_WithStateAndPkce()
    {
        using var http = app.Anonymous();
        using var answer = await http.GetAsync("login");

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.NotEmpty(query["code_challenge"].ToString());
        Assert.NotEmpty(query["state"].ToString());
        Assert.Equal("offline", query["access_type"]);
        Assert.Equal(new Uri(app.Address, "auth/callback").ToString(), query["redirect_uri"]);
        Assert.Equal(9, query["scope"].ToString().Split(' ').Length);
    }

    [Theory]
    [InlineData("https://evil.example/", "/caseyos")]
    [InlineData("//evil.example/", "/caseyos")]
    [InlineData("/\\evil.example/", "/caseyos")]
    [InlineData("/caseyos/queue?x=1", "/caseyos/queue?x=1")]
    public async Task Login_ReturnUrl_StaysOnThisSite(string wanted, string expected)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = app.Address };
        var next = new Uri(app.Address, $"login?login_hint=casey%40dwtb.example&return_url={Uri.EscapeDataString(wanted)}");
        for (var hop = 0; hop < 3; hop++)
        {
            using var answer = await http.GetAsync(next);
            next = new Uri(next, answer.Headers.Location!);
        }

        Assert.Equal(new Uri(app.Address, expected), next);
    }

    [Fact]
    public async Task Callback_ForeignState_IsRefused()
    {
        using var http = app.Anonymous();
        using var answer = await http.GetAsync("auth/callback?code=x&state=forged");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Api_WithoutSession_Is401WithProblem()
    {
        using var http = app.Anonymous();
        using var answer = await http.GetAsync("api/command-queue/today");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Page_WithoutSession_LeadsToLoginAndBack()
    {
        using var http = app.Anonymous();
        using var answer = await http.GetAsync("caseyos/queue?domain=sales");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/login?return_url=%2Fcaseyos%2Fqueue%3Fdomain%3Dsales", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Cookie_IsHttpOnlyLaxAndLastsSevenDays()
    {
        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = app.Address };
        await http.GetAsync("login?login_hint=casey%40dwtb.example");

        var cookie = handler.CookieContainer.GetCookies(app.Address)["caseyos"]!;
        Assert.True(cookie.HttpOnly);
        Assert.False(cookie.Secure); // http://localhost
        Assert.InRange(cookie.Expires - cookie.TimeStamp, TimeSpan.FromDays(6.9), TimeSpan.FromDays(7.1));
    }

    [Fact]
    public async Task Logout_EndsTheSession()
    {
        using var casey = await app.SignInAsync();
        using var answer = await casey.PostAsync("logout", content: null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        using var me = await casey.GetAsync("api/me");
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
    }

    [Fact]
    public async Task Session_HolderNoLongerAllowed_IsOver()
    {
        var account = await azurite.NewAccountAsync();
        var key = Path.Combine(TemporaryFolder.Create("key"), "key");
        Dictionary<string, string?> same = new(StringComparer.Ordinal) { ["Storage:ConnectionString"] = account, ["DataProtection:KeyFile"] = key };
        string cookie;
        await using (var before = await CaseyApp.StartAsync(azurite, fixture.Sandbox, settings: same))
        {
            using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
            using var http = new HttpClient(handler) { BaseAddress = before.Address };
            await http.GetAsync("login?login_hint=alex%40dwtb.example");
            cookie = handler.CookieContainer.GetCookieHeader(before.Address);
        }

        Assert.Equal(HttpStatusCode.OK, await MeAsync(same));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(new(same, StringComparer.Ordinal) { ["ALLOWED_EMAILS"] = "casey@dwtb.example" }));

        async Task<HttpStatusCode> MeAsync(Dictionary<string, string?> settings)
        {
            await using var later = await CaseyApp.StartAsync(azurite, fixture.Sandbox, settings: settings);
            using var http = later.Anonymous();
            http.DefaultRequestHeaders.Add("Cookie", cookie);
            using var answer = await http.GetAsync("api/me");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Connections_AfterSignIn_SayWhatIsGranted()
    {
        var items = (await fixture.Casey.GetFromJsonAsync<JsonElement>("api/connections")).GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("provider").GetString()!);

        Assert.True(items["google"].GetProperty("connected").GetBoolean());
        Assert.Empty(items["google"].GetProperty("missing").EnumerateArray());
        Assert.True(items["hubspot"].GetProperty("connected").GetBoolean());
    }

    // A new installation, or one whose storage was lost: Google has the consent on file and hands out no refresh token unasked.
    [Fact]
    public async Task SignIn_ConsentKnownButRefreshTokenLost_AsksOnceMore()
    {
        await using var fresh = await CaseyApp.StartAsync(azurite, fixture.Sandbox);
        using var casey = await fresh.SignInAsync();

        var google = (await casey.GetFromJsonAsync<JsonElement>("api/connections")).GetProperty("items").EnumerateArray().First(item => item.GetProperty("provider").GetString() == "google");
        Assert.Equal(JsonValueKind.Null, google.GetProperty("problem").ValueKind);
    }

    private static async Task<List<TableEntity>> RowsAsync(CaseyApp app, string table)
    {
        List<TableEntity> rows = [];
        try
        {
            await foreach (var row in app.Services.GetRequiredService<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>((string?)null))
            {
                rows.Add(row);
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableNotFound)
        {
            // nothing was ever stored
        }

        return rows;
    }
}
