using System.Net;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class FaultTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await sandbox.Client.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task LoseResponse_TheEffectHappens_TheAnswerNeverComes()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        await sandbox.Client.FaultAsync(new { provider = "google", method = "POST", path = "/gmail/v1/users/me/drafts", loseResponse = true });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => gmail.PostAsync("drafts", Mails.Draft(headers: "X-CaseyOS-Execution: lost")));

        var effect = Assert.Single(await sandbox.Client.EffectsAsync("draft_created"));
        Assert.Equal("lost", effect.Content.GetProperty("xHeaders").GetProperty("X-CaseyOS-Execution").GetString());
        Assert.Equal((0, "loseResponse"), await LastOutcomeAsync());
        Assert.Single((await gmail.OkAsync(HttpMethod.Get, "drafts")).GetProperty("drafts").EnumerateArray());
    }

    [Fact]
    public async Task HoldMs_TheEffectIsThereBeforeTheAnswer()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        await sandbox.Client.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", holdMs = 1500 });

        var answering = gmail.PostAsync("drafts", Mails.Draft());
        await Eventually.TrueAsync(async () => (await sandbox.Client.EffectsAsync("draft_created")).Count == 1, () => "No draft was made.");

        Assert.False(answering.IsCompleted);
        Assert.Equal(200, (await answering).Status);
    }

    [Fact]
    public async Task CutConnection_NothingHappens()
    {
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        await sandbox.Client.FaultAsync(new { method = "POST", path = "/gmail/v1/users/me/drafts", cutConnection = true });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => gmail.PostAsync("drafts", Mails.Draft()));

        Assert.Empty(await sandbox.Client.EffectsAsync());
        Assert.Equal((0, "cutConnection"), await LastOutcomeAsync());
    }

    [Fact]
    public async Task Status_WithSkipAndTimes_HitsExactlyThose()
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await sandbox.Client.FaultAsync(new { provider = "hubspot", path = "^/crm/.*/deals$", status = 429, retryAfter = 3, skip = 1, times = 2 });

        var answers = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await hubSpot.RawAsync(HttpMethod.Get, "crm/objects/2026-09/deals");
            answers.Add((int)answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.Equal("3", Assert.Single(answer.Headers.GetValues("Retry-After")));
                Assert.Contains("TEN_SECONDLY_ROLLING", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }

        Assert.Equal([200, 429, 429, 200], answers);
        Assert.Equal(200, (await hubSpot.GetAsync("crm/v3/owners")).Status);
    }

    [Fact]
    public async Task MalformedBody_IsNotJson()
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await sandbox.Client.FaultAsync(new { path = "/crm", malformedBody = true });

        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => hubSpot.GetAsync("crm/v3/owners"));
    }

    [Fact]
    public async Task ExpireToken_401Now_RefreshHelps()
    {
        var tokens = await GoogleSignIn.TokensAsync(sandbox.Address);
        using var gmail = new SandboxHttp(new Uri(sandbox.Google, "gmail/v1/users/me/")) { Token = tokens.Text("access_token") };
        await sandbox.Client.FaultAsync(new { path = "/gmail", expireToken = true });

        Assert.Equal(401, (await gmail.GetAsync("profile")).Status);
        Assert.Equal(401, (await gmail.GetAsync("profile")).Status);
        Assert.Equal(HttpStatusCode.OK, await RefreshAsync(tokens.Text("refresh_token")));
    }

    [Fact]
    public async Task RevokeToken_401Now_AndRefreshIsInvalidGrant()
    {
        var tokens = await GoogleSignIn.TokensAsync(sandbox.Address);
        using var gmail = new SandboxHttp(new Uri(sandbox.Google, "gmail/v1/users/me/")) { Token = tokens.Text("access_token") };
        await sandbox.Client.FaultAsync(new { path = "/gmail", revokeToken = true });

        Assert.Equal(401, (await gmail.GetAsync("profile")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, await RefreshAsync(tokens.Text("refresh_token")));
    }

    [Theory]
    [InlineData("""{"path":"/crm"}""")]
    [InlineData("""{"path":"/crm","staus":500}""")]
    [InlineData("""{"provider":"hotmail","status":500}""")]
    [InlineData("""{"path":"^(","status":500}""")]
    [InlineData("""{"status":500,"times":0}""")]
    [InlineData("""{"status":5000}""")]
    [InlineData("not json")]
    public async Task Fault_ThatWouldDoNothing_IsRefused(string fault)
    {
        using var own = new SandboxHttp(sandbox.Address);

        Assert.Equal(400, (await own.SendAsync(HttpMethod.Post, "sandbox/faults", fault)).Status);
    }

    [Fact]
    public async Task Delete_CallsAllFaultsOff()
    {
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await sandbox.Client.FaultAsync(new { path = "/crm", status = 500, times = -1 });
        Assert.Equal(500, (await hubSpot.GetAsync("crm/v3/owners")).Status);
        Assert.Equal(500, (await hubSpot.GetAsync("crm/v3/owners")).Status);

        await sandbox.Client.ClearFaultsAsync();

        Assert.Equal(200, (await hubSpot.GetAsync("crm/v3/owners")).Status);
    }

    private async Task<(int?, string?)> LastOutcomeAsync()
    {
        var last = (await sandbox.Client.RequestsAsync("google"))[^1];
        return (last.Status, last.Fault);
    }

    private async Task<HttpStatusCode> RefreshAsync(string token)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "test-client",
            ["refresh_token"] = token,
        });
        using var answer = await http.PostAsync("google/token", form);
        return answer.StatusCode;
    }
}
