using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

public sealed class TruthTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Effects_AreInOrderAndFilteredByKindAndSince()
    {
        await sandbox.Client.ResetAsync();
        using var gmail = await SandboxHttp.GmailAsync(sandbox.Address);
        var id = (await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft())).Text("id");
        await gmail.OkAsync(HttpMethod.Put, $"drafts/{id}", Mails.Draft(text: "Again"));
        await gmail.OkAsync(HttpMethod.Delete, $"drafts/{id}");

        var all = await sandbox.Client.EffectsAsync();

        Assert.Equal(["draft_created", "draft_updated", "draft_deleted"], all.Select(effect => effect.Kind));
        Assert.Equal([1, 2, 3], all.Select(effect => effect.Seq));
        Assert.Equal("draft_deleted", Assert.Single(await sandbox.Client.EffectsAsync(since: 2)).Kind);
        Assert.Equal(2, Assert.Single(await sandbox.Client.EffectsAsync("draft_updated")).Seq);
        Assert.All(all, effect => Assert.Equal("api", effect.Actor));
    }

    [Fact]
    public async Task Requests_AreListedWithStatusAndBodies_WithoutCredentials()
    {
        await sandbox.Client.ResetAsync();
        var token = (await GoogleSignIn.TokensAsync(sandbox.Address)).Text("access_token");
        using var hubSpot = SandboxHttp.HubSpot(sandbox);
        await hubSpot.PostAsync("crm/v3/objects/deals/search", new { limit = 3 });
        await hubSpot.GetAsync("crm/v3/objects/deals/1?properties=amount");

        var requests = await sandbox.Client.RequestsAsync();

        Assert.Equal(["/google/o/oauth2/v2/auth", "/google/token", "/hubspot/crm/v3/objects/deals/search", "/hubspot/crm/v3/objects/deals/1"], requests.Select(request => request.Path));
        Assert.Equal([302, 200, 200, 404], requests.Select(request => request.Status));
        Assert.Equal("""{"limit":3}""", requests[2].Body);
        Assert.Equal("?properties=amount", requests[3].Query);
        Assert.Contains("code=redacted", requests[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain(requests, request => $"{request.Body}{request.Query}".Contains(token, StringComparison.Ordinal) || $"{request.Body}".Contains("test-secret", StringComparison.Ordinal));
    }
}
