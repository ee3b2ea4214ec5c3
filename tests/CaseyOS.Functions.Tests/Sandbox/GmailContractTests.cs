using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Every Gmail call that the sandbox knows, held against Google's discovery document.</summary>
public sealed class GmailContractTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task EveryCall_AnswersAsDescribed()
    {
        using var contract = new ContractHandler();
        using var gmail = await OpenAsync(contract, GoogleSignIn.AllScopes + " https://www.googleapis.com/auth/gmail.modify");
        var profile = await gmail.OkAsync(HttpMethod.Get, "profile");
        var draft = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Grüße", headers: "X-CaseyOS-Execution: e1"));
        var id = draft.Text("id");
        foreach (var format in new[] { "minimal", "metadata", "full", "raw" })
        {
            await gmail.OkAsync(HttpMethod.Get, $"drafts/{id}?format={format}");
        }

        await gmail.OkAsync(HttpMethod.Put, $"drafts/{id}", Mails.Draft("Grüße, noch einmal"));
        await gmail.OkAsync(HttpMethod.Get, "drafts?maxResults=5");
        var sent = await gmail.OkAsync(HttpMethod.Post, "drafts/send", new { id });
        await gmail.OkAsync(HttpMethod.Get, "messages?q=in:sent&maxResults=3");
        await gmail.OkAsync(HttpMethod.Get, "messages?q=nothing-contains-this-word");
        await gmail.OkAsync(HttpMethod.Get, $"messages/{sent.Text("id")}?format=metadata&metadataHeaders=Message-ID&metadataHeaders=Subject");
        await gmail.OkAsync(HttpMethod.Post, $"messages/{sent.Text("id")}/modify", new { addLabelIds = new[] { "STARRED" } });
        await gmail.OkAsync(HttpMethod.Get, $"threads/{sent.Text("threadId")}");
        await gmail.OkAsync(HttpMethod.Get, "threads?maxResults=2");
        await gmail.OkAsync(HttpMethod.Get, $"history?startHistoryId={profile.Text("historyId")}&maxResults=2");
        await gmail.OkAsync(HttpMethod.Get, "settings/sendAs");
        await gmail.OkAsync(HttpMethod.Get, "labels");
        var second = await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft());
        await gmail.OkAsync(HttpMethod.Delete, $"drafts/{second.Text("id")}");
        await gmail.OkAsync(HttpMethod.Post, "messages/send", new { raw = Mails.Raw() });
        Assert.Empty(contract.Problems);
        Assert.True(contract.Checked > 20);
    }

    [Theory(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    [InlineData("GET", "messages/nope", null, 404)]
    [InlineData("GET", "history?startHistoryId=1", null, 404)]
    [InlineData("GET", "history", null, 400)]
    [InlineData("POST", "drafts", "{\"message\":{\"raw\":\"***\"}}", 400)]
    [InlineData("POST", "drafts", "{\"message\":", 400)]
    [InlineData("POST", "drafts/send", "{\"id\":\"r1\"}", 404)]
    [InlineData("GET", "nowhere", null, 404)]
    public async Task WrongRequest_IsRefusedInGooglesShape(string method, string path, string? body, int status)
    {
        using var contract = new ContractHandler { CheckRequests = false };
        using var gmail = await OpenAsync(contract, GoogleSignIn.AllScopes);

        Assert.Equal(status, (await gmail.SendAsync(new HttpMethod(method), path, body)).Status);

        Assert.Empty(contract.Problems);
    }

    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task UserInfo_AnswersAsDescribed()
    {
        using var contract = new ContractHandler();
        using var google = new SandboxHttp(sandbox.Google, contract) { Token = (await GoogleSignIn.TokensAsync(sandbox.Address)).Text("access_token") };

        var me = await google.OkAsync(HttpMethod.Get, "oauth2/v2/userinfo");

        Assert.Equal("casey@dwtb.example", me.Text("email"));
        Assert.Empty(contract.Problems);
    }

    /// <summary>One call per method: a token with exactly one scope works when the document lists it, and is refused when it does not.</summary>
    [Theory(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    [InlineData("GET", "profile")]
    [InlineData("GET", "messages")]
    [InlineData("GET", "drafts")]
    [InlineData("GET", "threads")]
    [InlineData("GET", "labels")]
    [InlineData("GET", "settings/sendAs")]
    [InlineData("POST", "drafts")]
    [InlineData("POST", "drafts/send")]
    [InlineData("DELETE", "drafts/r1")]
    [InlineData("POST", "messages/send")]
    [InlineData("GET", "history?startHistoryId=9999999999")]
    public async Task Scope_OpensExactlyWhatTheDocumentSays(string method, string path)
    {
        const string Root = "https://www.googleapis.com/auth/";
        var allowed = OfficialContracts.Google.Scopes(method, "/gmail/v1/users/me/" + path.Split('?')[0]);
        Assert.NotEmpty(allowed);
        foreach (var scope in new[] { Root + "gmail.compose", Root + "gmail.readonly", Root + "gmail.send", Root + "gmail.metadata", Root + "gmail.modify", Root + "gmail.labels" })
        {
            using var gmail = await SandboxHttp.GmailAsync(sandbox.Address, scope);
            var (status, _) = await gmail.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null);
            Assert.True(allowed.Contains(scope) == (status != 403), $"{method} {path} with {scope} answered {status}");
        }
    }

    private async Task<SandboxHttp> OpenAsync(ContractHandler contract, string scope) =>
        new(new Uri(sandbox.Google, "gmail/v1/users/me/"), contract) { Token = (await GoogleSignIn.TokensAsync(sandbox.Address, scope)).Text("access_token") };
}
