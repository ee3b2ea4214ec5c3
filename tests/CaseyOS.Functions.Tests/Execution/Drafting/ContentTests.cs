using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution.Drafting;

/// <summary>Content over HTTP: drafts out of an article, kept with the move, exported, and as a draft in the own mailbox where wished.</summary>
public sealed class ContentTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private static readonly object Article = new
    {
        kind = "content",
        title = "Three lanes nobody looks at",
        link = "https://larkin.example/issue-12",
        text = "Everybody fights for the same ten lanes. The margin is elsewhere.\nTake Gdańsk: 4 of 10 trucks go back empty. Who asks first gets it cheap. None of this needs software.",
    };

    private CaseyApp app = null!;
    private HttpClient casey = null!;

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ResetAsync();
        app = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Signals:ContentFeeds:0"] = new Uri(sandbox.Address, "feeds/newsletter.xml").ToString(),
        });
        casey = await app.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await sandbox.Client.ClearFaultsAsync();
        casey.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("content_repurpose", 4)]
    [InlineData("social_post", 3)]
    public async Task Execute_OwnTexts_AreKeptExportedAndDeleted(string action, int count)
    {
        var move = await AddAsync(action, Article);
        var preview = (await PostAsync($"api/command-queue/{move}/preview")).GetProperty("preview");
        Assert.Equal(("drafts", count), (preview.GetProperty("kind").GetString(), preview.GetProperty("drafts").GetArrayLength()));
        Assert.Equal("Three lanes nobody looks at", preview.GetProperty("source").GetProperty("title").GetString());

        var execution = await ExecuteAsync(move, new { drafts = Enumerable.Range(0, count).Select(index => index == 1 ? "In my own words: zażółć" : null) });

        var id = execution.GetProperty("id").GetString();
        Assert.True(execution.GetProperty("result").GetProperty("executed").GetBoolean());
        Assert.Empty(await sandbox.Client.EffectsAsync());
        Assert.Equal("In my own words: zażółć", (await GetAsync($"api/executions/{id}")).GetProperty("content").GetProperty("drafts")[1].GetProperty("text").GetString());
        using var exported = await casey.GetAsync(execution.GetProperty("result").GetProperty("markdown").GetString());
        Assert.Equal("text/markdown; charset=utf-8", exported.Content.Headers.ContentType?.ToString());
        var text = await exported.Content.ReadAsStringAsync();
        Assert.Contains("## Post 2\n\nIn my own words: zażółć\n", text, StringComparison.Ordinal);
        Assert.EndsWith("Source: https://larkin.example/issue-12\n", text, StringComparison.Ordinal);

        await PostAsync($"api/executions/{id}/rollback");
        Assert.Equal(JsonValueKind.Null, (await GetAsync($"api/executions/{id}")).GetProperty("content").ValueKind);
        using var gone = await casey.GetAsync($"api/executions/{id}/content.md");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("rolled_back", (await GetAsync($"api/command-queue/{move}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Execute_AlsoToTheOwnMailboxAndTheAnswerLost_IsOneDraftThatUndoingDeletes()
    {
        await sandbox.Client.FaultAsync(new { provider = "google", method = "POST", path = "/gmail/v1/users/me/drafts", loseResponse = true });

        var execution = await ExecuteAsync(await AddAsync("content_repurpose", Article), new { draft_to_self = true });

        var draft = Assert.Single(await sandbox.Client.DraftsAsync());
        Assert.Equal(draft.DraftId, execution.GetProperty("result").GetProperty("gmail_draft_id").GetString());
        Assert.Contains("## Post 3", draft.Text, StringComparison.Ordinal);
        Assert.Equal("casey@dwtb.example", Assert.Single(await sandbox.Client.EffectsAsync("draft_created")).Content.GetProperty("to").GetString());
        await PostAsync($"api/executions/{execution.GetProperty("id").GetString()}/rollback");
        Assert.Empty(await sandbox.Client.DraftsAsync());
    }

    [Fact]
    public async Task Preview_Newsletter_IsMadeOfWhatAppearedSinceTheLastIssue()
    {
        var preview = (await PostAsync($"api/command-queue/{await AddAsync("newsletter_draft", null)}/preview")).GetProperty("preview");

        var draft = Assert.Single(preview.GetProperty("drafts").EnumerateArray());
        Assert.Equal("Three lanes nobody looks at", draft.GetProperty("subject").GetString());
        Assert.Contains("one thing since the last issue", draft.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("4 of 10 trucks go back empty", preview.GetProperty("source").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_CaseStudy_KnowsOnlyWhatHubSpotKnows()
    {
        var contact = (await FirstAsync("contacts")).GetProperty("id").GetString();
        var deal = await FirstAsync("deals");
        var name = deal.GetProperty("properties").GetProperty("dealname").GetString();
        var move = await AddAsync("asset_create", null, contact, deal.GetProperty("id").GetString());

        var drafts = (await PostAsync($"api/command-queue/{move}/preview")).GetProperty("preview").GetProperty("drafts");

        Assert.Equal(["Request", "Questions", "Outline"], drafts.EnumerateArray().Select(draft => draft.GetProperty("name").GetString()));
        Assert.Contains(name!, drafts[2].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefreshedFeed_ContentMove_CarriesTheArticle()
    {
        await app.RunTimerAsync("SweepSignals");
        await app.DrainAsync("ProcessSignals");

        var move = Assert.Single((await GetAsync("api/command-queue?limit=200")).GetProperty("items").EnumerateArray(), item => item.GetProperty("action_type").GetString() == "content_repurpose");
        var preview = (await PostAsync($"api/command-queue/{move.GetProperty("id").GetString()}/preview")).GetProperty("preview");

        Assert.True(move.GetProperty("can_execute").GetBoolean());
        Assert.Contains("4 of 10 trucks go back empty", preview.GetProperty("drafts")[1].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"overrides":{"drafts":["one"]}}""", "overrides.drafts")]
    [InlineData("""{"overrides":{"drafts":["", null, null, null]}}""", "overrides.drafts")]
    [InlineData("""{"overrides":{"body":"one"}}""", "overrides.body")]
    [InlineData("""{"overrides":{"slot":"2090-01-01T10:00:00Z"}}""", "overrides.slot")]
    public async Task Preview_OverridesThatDoNotFit_NameTheField(string body, string field)
    {
        var move = await AddAsync("content_repurpose", Article);

        using var answer = await casey.PostAsync($"api/command-queue/{move}/preview", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("content_repurpose", "action_context")]
    [InlineData("asset_create", "contact_id")]
    public async Task Preview_NothingToWorkFrom_NamesTheField(string action, string field)
    {
        using var answer = await casey.PostAsJsonAsync($"api/command-queue/{await AddAsync(action, null)}/preview", new { });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    private async Task<JsonElement> FirstAsync(string type)
    {
        using var http = new HttpClient { BaseAddress = sandbox.HubSpot };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-hubspot-key");
        return (await http.GetFromJsonAsync<JsonElement>($"crm/objects/2026-09/{type}?limit=1")).GetProperty("results")[0];
    }

    private async Task<string> AddAsync(string action, object? context, string? contact = null, string? deal = null) => (await PostAsync("api/command-queue", new
    {
        title = $"Make something of it, {Guid.NewGuid():N}",
        action_type = action,
        domain = "marketing",
        action_context = context,
        contact = contact is null ? null : new { id = contact, name = "Ada Lund" },
        deal = deal is null ? null : new { id = deal, name = "Lanes" },
    })).GetProperty("id").GetString()!;

    private async Task<JsonElement> ExecuteAsync(string move, object overrides)
    {
        var preview = await PostAsync($"api/command-queue/{move}/preview", new { overrides });
        return (await PostAsync($"api/command-queue/{move}/execute", new { overrides, confirm_token = preview.GetProperty("confirm_token").GetString() })).GetProperty("execution");
    }

    private Task<JsonElement> GetAsync(string path) => casey.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        using var answer = await casey.PostAsJsonAsync(path, body ?? new { });
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, content);
        return JsonSerializer.Deserialize<JsonElement>(content);
    }
}
