using System.Net;
using System.Text.Json;
using CaseyOS.Testing.Sandbox;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class OAuthTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Authorize_WithKnownHint_ComesBackWithCodeAndState()
    {
        var back = await GoogleSignIn.ApproveAsync(sandbox.Address);

        Assert.Equal("state-1", back["state"]);
        Assert.NotEmpty(back["code"]);
        Assert.Contains("gmail.compose", back["scope"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_ForACode_CarriesIdentityAndRefreshToken()
    {
        var tokens = await GoogleSignIn.TokensAsync(sandbox.Address);

        Assert.Equal("Bearer", tokens.Text("token_type"));
        Assert.NotEmpty(tokens.Text("refresh_token"));
        var claims = Claims(tokens.Text("id_token"));
        Assert.Equal("https://accounts.google.com", claims.Text("iss"));
        Assert.Equal("test-client", claims.Text("aud"));
        Assert.Equal("casey@dwtb.example", claims.Text("email"));
        Assert.Equal("nonce-1", claims.Text("nonce"));
    }

    [Theory]
    [InlineData("another-verifier-that-is-long-enough-to-be-one-0123456789")]
    [InlineData("")]
    public async Task Token_WithWrongOrMissingVerifier_IsInvalidGrant(string verifier)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        var code = (await GoogleSignIn.ApproveAsync(sandbox.Address))["code"];

        using var answer = await GoogleSignIn.ExchangeAsync(http, code, verifier);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_grant", (await Read(answer)).Text("error"));
    }

    [Fact]
    public async Task Token_ForACodeUsedTwice_IsRefusedAndEndsTheFirst()
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        var code = (await GoogleSignIn.ApproveAsync(sandbox.Address))["code"];
        using var first = await GoogleSignIn.ExchangeAsync(http, code);
        var token = (await Read(first)).Text("access_token");

        using var second = await GoogleSignIn.ExchangeAsync(http, code);

        Assert.Equal("invalid_grant", (await Read(second)).Text("error"));
        using var google = new SandboxHttp(sandbox.Google) { Token = token };
        Assert.Equal(401, (await google.GetAsync("oauth2/v3/userinfo")).Status);
    }

    [Fact]
    public async Task Consent_WithAScopeUnticked_GrantsOnlyTheRest()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Address };
        var page = GoogleSignIn.AuthorizePath(hint: null);
        var html = await http.GetStringAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("SANDBOX", html, StringComparison.Ordinal);
        Assert.Contains("stranger@example.com", html, StringComparison.Ordinal);
        var fields = QueryHelpers.ParseQuery(new Uri(sandbox.Address, page).Query).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())).ToList();
        fields.AddRange([new("account", "alex@dwtb.example"), new("action", "allow"), new("granted", "https://www.googleapis.com/auth/gmail.readonly")]);
        using var form = new FormUrlEncodedContent(fields);

        using var approved = await http.PostAsync("google/o/oauth2/v2/auth", form);
        using var answer = await GoogleSignIn.ExchangeAsync(http, GoogleSignIn.Parameters(approved.Headers.Location!)["code"]);

        var tokens = await Read(answer);
        Assert.DoesNotContain("gmail.compose", tokens.Text("scope"), StringComparison.Ordinal);
        using var gmail = new SandboxHttp(new Uri(sandbox.Google, "gmail/v1/users/me/")) { Token = tokens.Text("access_token") };
        Assert.Equal("alex@dwtb.example", (await gmail.OkAsync(HttpMethod.Get, "profile")).Text("emailAddress"));
        var (status, refusal) = await gmail.PostAsync("drafts", Mails.Draft());
        Assert.Equal(403, status);
        Assert.Equal("ACCESS_TOKEN_SCOPE_INSUFFICIENT", refusal.GetProperty("error").GetProperty("details")[0].Text("reason"));
    }

    [Fact]
    public async Task Consent_Cancelled_ComesBackWithAccessDenied()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Address };
        var fields = QueryHelpers.ParseQuery(new Uri(sandbox.Address, GoogleSignIn.AuthorizePath(hint: null)).Query).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        using var form = new FormUrlEncodedContent([.. fields, new("action", "deny")]);

        using var answer = await http.PostAsync("google/o/oauth2/v2/auth", form);

        Assert.Equal("access_denied", GoogleSignIn.Parameters(answer.Headers.Location!)["error"]);
    }

    [Fact]
    public async Task Authorize_BackToAForeignHost_ShowsAnErrorAndGoesNowhere()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Address };

        using var answer = await http.GetAsync(GoogleSignIn.AuthorizePath().Replace("localhost", "evil.example", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task Refresh_GivesANewToken_UntilRevoked()
    {
        var tokens = await GoogleSignIn.TokensAsync(sandbox.Address);
        var refreshed = await RefreshAsync(tokens.Text("refresh_token"));
        Assert.Equal(200, refreshed.Status);
        Assert.NotEqual(tokens.Text("access_token"), refreshed.Body.Text("access_token"));
        Assert.False(refreshed.Body.TryGetProperty("refresh_token", out _));

        Assert.Equal(200, (await FormAsync("google/revoke", new() { ["token"] = tokens.Text("refresh_token") })).Status);

        Assert.Equal((400, "invalid_grant"), ((await RefreshAsync(tokens.Text("refresh_token"))).Status, (await RefreshAsync(tokens.Text("refresh_token"))).Body.Text("error")));
        using var google = new SandboxHttp(sandbox.Google) { Token = refreshed.Body.Text("access_token") };
        Assert.Equal(401, (await google.GetAsync("oauth2/v2/userinfo")).Status);
    }

    [Fact]
    public async Task AccessToken_AfterAnHour_IsExpiredAndRefreshable()
    {
        var tokens = await GoogleSignIn.TokensAsync(sandbox.Address);
        using var google = new SandboxHttp(sandbox.Google) { Token = tokens.Text("access_token") };
        Assert.Equal(200, (await google.GetAsync("oauth2/v2/userinfo")).Status);

        await sandbox.Client.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(401, (await google.GetAsync("oauth2/v2/userinfo")).Status);
        Assert.Equal(200, (await RefreshAsync(tokens.Text("refresh_token"))).Status);
    }

    private Task<(int Status, JsonElement Body)> RefreshAsync(string token) => FormAsync("google/token", new()
    {
        ["grant_type"] = "refresh_token",
        ["client_id"] = "test-client",
        ["client_secret"] = "test-secret",
        ["refresh_token"] = token,
    });

    private async Task<(int Status, JsonElement Body)> FormAsync(string path, Dictionary<string, string> fields)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(path, form);
        return ((int)answer.StatusCode, await Read(answer));
    }

    private static JsonElement Claims(string token) =>
        JsonDocument.Parse(WebEncoders.Base64UrlDecode(token.Split('.')[1])).RootElement.Clone();

    private static async Task<JsonElement> Read(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
}
