using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Functions.Tests.Queue;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>The guards as page and admin meet them, over HTTP.</summary>
public sealed class GuardEndpointsTests(QueueApp app) : IClassFixture<QueueApp>
{
    [Fact]
    public async Task Stop_ByAdmin_RefusesExecutionsForEverybodyUntilResumed()
    {
        var id = (await app.AddAsync(new { title = "Write to Ada", action_type = "follow_up", action_context = new { kind = "mail", to = "ada@northwind.example" } })).Text("id");
        var (_, preview) = await app.Casey.PostAsync($"api/command-queue/{id}/preview", null).ReadAsync();
        var body = new { mode = "draft", confirm_token = preview.Text("confirm_token") };

        var (stopped, state) = await app.Casey.PostAsJsonAsync("api/admin/actions/stop", new { reason = "Wrong list" }).ReadAsync();
        try
        {
            Assert.Equal((200, false, "casey@dwtb.example", "Wrong list"), (stopped, state.GetProperty("enabled").GetBoolean(), state.Text("stopped_by"), state.Text("reason")));
            Assert.Contains("stopped by casey", (await app.Alex.GetFromJsonAsync<JsonElement>("api/actions")).Text("explanation"), StringComparison.Ordinal);

            var (status, problem) = await app.Casey.PostAsJsonAsync($"api/command-queue/{id}/execute", body).ReadAsync();

            Assert.Equal((503, "actions_disabled"), (status, problem.Text("code")));
            Assert.Equal(200, (await app.Casey.PostAsync($"api/command-queue/{id}/preview", null).ReadAsync()).Status);
            Assert.Equal(200, (await app.Casey.PostAsJsonAsync($"api/command-queue/{id}/execute?dry_run=true", new { mode = "draft" }).ReadAsync()).Status);
        }
        finally
        {
            Assert.True((await app.Casey.PostAsync("api/admin/actions/resume", null).ReadAsync()).Body.GetProperty("enabled").GetBoolean());
        }

        Assert.Equal(200, (await app.Casey.PostAsJsonAsync($"api/command-queue/{id}/execute", body).ReadAsync()).Status);
        var audit = await app.Casey.GetFromJsonAsync<JsonElement>("api/audit");
        var entries = audit.GetProperty("items").EnumerateArray().Where(entry => entry.GetProperty("item_id").GetString() == id).ToList();
        Assert.Equal(["execution_succeeded", "execution_started"], entries.Select(entry => entry.Text("what")));
        Assert.All(entries, entry => Assert.Equal((64, 64, "casey@dwtb.example", "draft"), (entry.Text("recipient_hash").Length, entry.Text("content_hash").Length, entry.Text("actor"), entry.Text("mode"))));
        Assert.DoesNotContain("ada@northwind", audit.ToString(), StringComparison.OrdinalIgnoreCase);
        var installation = (await app.Casey.GetFromJsonAsync<JsonElement>("api/audit?installation=true&limit=4")).GetProperty("items");
        Assert.Equal(["actions_resumed", "actions_resuming", "actions_stopped", "actions_stopping"], installation.EnumerateArray().Select(entry => entry.Text("what")));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("resume")]
    public async Task Stop_ByAnybodyElse_IsForbidden(string what)
    {
        Assert.Equal(403, (await app.Alex.PostAsync($"api/admin/actions/{what}", null).ReadAsync()).Status);
        Assert.Equal(403, (await app.Alex.GetAsync("api/audit?installation=true").ReadAsync()).Status);
        Assert.True((await app.Alex.GetFromJsonAsync<JsonElement>("api/actions")).GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Stop_ReasonTooLong_NamesTheField()
    {
        var (status, problem) = await app.Casey.PostAsJsonAsync("api/admin/actions/stop", new { reason = new string('x', 501) }).ReadAsync();

        Assert.Equal(400, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty("reason", out _));
    }

    [Fact]
    public async Task Limits_OfAnotherUser_AreHisOwn()
    {
        var limits = (await app.Alex.GetFromJsonAsync<JsonElement>("api/limits")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["mails_per_hour", "meetings_per_hour", "tasks_per_hour", "actions_per_hour", "mails_per_day"], limits.Select(limit => limit.Text("name")));
        Assert.All(limits, limit => Assert.Equal(0, limit.GetProperty("used").GetInt32()));
        Assert.Equal((20, 20, 3600), (limits[0].GetProperty("limit").GetInt32(), limits[0].GetProperty("left").GetInt32(), limits[0].GetProperty("window_seconds").GetInt32()));
    }

    [Fact]
    public async Task Circuits_AtRest_AreClosed()
    {
        var circuits = (await app.Casey.GetFromJsonAsync<JsonElement>("api/circuit-breakers")).GetProperty("items").EnumerateArray().ToList();

        Assert.Contains("mail", circuits.Select(circuit => circuit.Text("handler")));
        Assert.All(circuits, circuit => Assert.Equal("closed", circuit.Text("state")));
    }
}
