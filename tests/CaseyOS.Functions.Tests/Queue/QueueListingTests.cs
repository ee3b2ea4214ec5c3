using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Queue;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Queue;

public sealed class QueueListingTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly QueueApp app = new(azurite);

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task List_FiltersSortsAndPages()
    {
        await AddAsync("Call Ada Lund", "send_email", "sales", 90_000);
        await AddAsync("Call Bo Berg", "follow_up", "cs", 40_000);
        await AddAsync("Write the newsletter", "newsletter_draft", "marketing", 10_000);
        var skipped = await AddAsync("Call Cy Cole", "send_email", "sales", 1_000);
        await app.Casey.PostAsync($"api/command-queue/{skipped}/dismiss", null);

        Assert.Equal(["Call Ada Lund", "Call Bo Berg", "Write the newsletter"], await TitlesAsync(""));
        Assert.Equal(["Call Bo Berg"], await TitlesAsync("domain=cs"));
        Assert.Equal(["Call Ada Lund", "Call Bo Berg"], await TitlesAsync("action_type=send_email,follow_up"));
        Assert.Equal(["Call Ada Lund", "Call Bo Berg"], await TitlesAsync("q=call"));
        Assert.Equal(["Call Cy Cole"], await TitlesAsync("status=skipped"));
        Assert.Equal(["Call Cy Cole", "Write the newsletter", "Call Bo Berg", "Call Ada Lund"], await TitlesAsync("status=pending,skipped"));
        Assert.Equal(["Call Ada Lund", "Call Bo Berg", "Call Cy Cole", "Write the newsletter"], await TitlesAsync("status=pending,skipped&sort=title"));
        Assert.Equal(["Call Ada Lund", "Call Bo Berg", "Write the newsletter"], await TitlesAsync("sort=priority_score"));
        Assert.Equal(["Write the newsletter", "Call Bo Berg", "Call Ada Lund"], await TitlesAsync("sort=rank_score"));
        Assert.Equal(["Call Ada Lund", "Call Bo Berg", "Write the newsletter"], await TitlesAsync("sort=created_at"));
        Assert.Equal(["Call Bo Berg"], await TitlesAsync("limit=1&offset=1"));
        Assert.Empty(await TitlesAsync("outcome=success"));
        Assert.Empty(await TitlesAsync("assignee=automated"));

        var first = await app.Casey.GetFromJsonAsync<JsonElement>("api/command-queue?limit=2");
        Assert.Equal(3, first.GetProperty("total").GetInt32());
        Assert.Equal(["Write the newsletter"], await TitlesAsync($"limit=2&cursor={first.Text("next_cursor")}"));
    }

    [Fact]
    public async Task Today_ETag_Gives304UntilSomethingChanges()
    {
        await AddAsync("Call Ada Lund", "send_email", "sales", 90_000);
        using var first = await app.Casey.GetAsync("api/command-queue/today");
        var etag = first.Headers.ETag!;
        var today = await first.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 1, 1), (today.GetProperty("total_pending").GetInt32(), today.GetProperty("top_count").GetInt32(), today.GetProperty("today_moves").GetArrayLength()));

        Assert.Equal(HttpStatusCode.NotModified, await TodayAsync(etag.Tag));
        await AddAsync("Call Bo Berg", "send_email", "sales", 10_000);
        Assert.Equal(HttpStatusCode.OK, await TodayAsync(etag.Tag));
        Assert.Equal(0, (await app.Casey.GetFromJsonAsync<JsonElement>("api/command-queue/today?domain=cs")).GetProperty("top_count").GetInt32());
        Assert.Equal(400, (await app.Casey.GetAsync("api/command-queue/today?domain=hr").ReadAsync()).Status);
    }

    [Fact]
    public async Task Explain_Values_AnswersTheScoreAndStoresNothing()
    {
        var (_, score) = await app.Casey.PostAsJsonAsync("api/aps/explain", new { revenue_impact = 50_000, urgency_days = 1, effort_minutes = 15, icp_score = 0.9 }).ReadAsync();
        var (status, problem) = await app.Casey.PostAsJsonAsync("api/aps/explain", new { revenue_impact = -1 }).ReadAsync();

        Assert.True(score.GetProperty("score").GetDouble() > 80);
        Assert.Equal("High priority because a $50k deal is due tomorrow", score.Text("reasoning"));
        Assert.Equal(4, score.GetProperty("drivers").GetArrayLength());
        Assert.NotEmpty(score.Text("would_change"));
        Assert.Equal(400, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty("revenue_impact", out _));
        Assert.Equal(0, (await app.Casey.GetFromJsonAsync<JsonElement>("api/command-queue")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task RecalculateTrigger_RunsOverAllAccounts()
    {
        await AddAsync("Call Ada Lund", "send_email", "sales", 90_000);

        await app.App.RunTimerAsync("RecalculateScores");

        var recalculation = app.App.Services.GetRequiredService<ScoreRecalculation>();
        Assert.Equal(new Recalculation(1, 0), await recalculation.RunAsync(default));
    }

    private async Task<string> AddAsync(string title, string action, string domain, double value) =>
        (await app.AddAsync(new { title, action_type = action, domain, revenue_impact = value, effort_minutes = 10 })).Text("id");

    private async Task<string[]> TitlesAsync(string query) =>
        [.. (await app.Casey.GetFromJsonAsync<JsonElement>($"api/command-queue?{query}")).GetProperty("items").EnumerateArray().Select(move => move.Text("title"))];

    private async Task<HttpStatusCode> TodayAsync(string etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/command-queue/today");
        request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        using var answer = await app.Casey.SendAsync(request);
        return answer.StatusCode;
    }
}
