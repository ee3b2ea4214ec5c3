using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CaseyOS.Functions.Tests.Queue;

public sealed class QueueEndpointsTests(QueueApp app) : IClassFixture<QueueApp>
{
    [Fact]
    public async Task Add_ByHand_IsScoredAndFoundAtItsAddress()
    {
        using var answer = await app.Casey.PostAsJsonAsync("api/command-queue", new
        {
            title = "Send the proposal to Ada Lund",
            action_type = "send_proposal",
            domain = "sales",
            due_by = "2030-01-02T10:00:00+02:00",
            revenue_impact = 50_000,
            icp_score = 0.9,
            contact = new { id = "5", name = "Ada Lund" },
            deal = new { id = "7", name = "Northwind lanes" },
            action_context = new { to = "ada@northwind.example", kind = "mail" },
        });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var move = await app.Casey.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
        Assert.Equal("pending", move.Text("status"));
        Assert.Equal("Ada Lund", move.GetProperty("contact").Text("name"));
        Assert.Equal("7", move.Text("deal_id"));
        Assert.Equal("mail", move.GetProperty("action_context").Text("kind"));
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 8, 0, 0, TimeSpan.Zero), move.GetProperty("due_by").GetDateTimeOffset());
        Assert.Equal(TimeSpan.Zero, move.GetProperty("due_by").GetDateTimeOffset().Offset);
        Assert.Equal("\"1\"", move.Text("etag"));
        Assert.Contains("$50k", move.Text("reasoning"), StringComparison.Ordinal);
        Assert.Equal(
            move.GetProperty("base_score").GetDecimal(),
            move.GetProperty("drivers").EnumerateArray().Sum(driver => driver.GetProperty("contribution").GetDecimal()));
    }

    [Theory]
    [InlineData("""{"title":"","action_type":"send_email"}""", "title")]
    [InlineData("""{"title":"  ","action_type":"send_email"}""", "title")]
    [InlineData("""{"action_type":"send_email"}""", "title")]
    [InlineData("""{"title":null,"action_type":"send_email"}""", "title")]
    [InlineData("""{"title":"Call Ada","action_type":"shout"}""", "action_type", "send_email")]
    [InlineData("""{"title":"Call Ada","action_type":3}""", "action_type", "send_email")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","domain":"hr"}""", "domain", "marketing")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","revenue_impact":"NaN"}""", "revenue_impact", "number")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","revenue_impact":1e999}""", "revenue_impact")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","revenue_impact":-5}""", "revenue_impact")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","icp_score":1.5}""", "icp_score")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","due_by":"tomorrow"}""", "due_by", "ISO 8601")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","action_context":{"to":"no address"}}""", "action_context.to")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","action_context":{"to":"a@b.example","subject":"x\r\nBcc: c@d.example"}}""", "action_context.subject")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","contact":{"id":"","name":"Ada"}}""", "contact")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","assignee":"somebody"}""", "assignee", "automated")]
    [InlineData("""{"title":"Call \u0007 Ada","action_type":"send_email"}""", "title", "control")]
    [InlineData("""{"title":"Call Ada","action_type":"send_email","tilte":"x"}""", "tilte")]
    public async Task Add_WrongField_IsNamedAndNothingIsStored(string body, string field, string? hint = null)
    {
        var before = await TotalAsync();

        var (status, problem) = await app.Casey.PostAsync("api/command-queue", Json(body)).ReadAsync();

        Assert.Equal(400, status);
        Assert.Equal("validation", problem.Text("code"));
        Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Contains(hint ?? field, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await TotalAsync());
    }

    [Theory]
    [InlineData("title", 1_000_000)]
    [InlineData("description", 5_000)]
    [InlineData("action_context.body", 210_000)]
    [InlineData("action_context", 90_000)]
    public async Task Add_TooLongText_IsRefusedByName(string field, int length)
    {
        // The last one is short enough in characters and too long in bytes.
        var text = new string(field == "action_context" ? '字' : 'x', length);
        object move = field switch
        {
            "title" => new { title = text, action_type = "send_email" },
            "description" => new { title = "Call Ada", action_type = "send_email", description = text },
            _ => new { title = "Call Ada", action_type = "send_email", action_context = new { to = "a@b.example", body = text } },
        };

        var (status, problem) = await app.Casey.PostAsJsonAsync("api/command-queue", move).ReadAsync();

        Assert.Equal(400, status);
        Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Add_LongBodyInAnyScript_ComesBackWhole()
    {
        // Odd lengths, so that the places where storage splits it fall between the halves of a character.
        var body = "." + string.Concat(Enumerable.Repeat("🚚", 5_000)) + string.Concat(Enumerable.Repeat("Ω\n\"", 10_000));
        var move = await app.AddAsync(new { title = "Write to Ada", action_type = "send_email", action_context = new { to = "ada@northwind.example", body } });

        var read = await app.Casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{move.Text("id")}");

        Assert.Equal(body, read.GetProperty("action_context").Text("body"));
    }

    [Theory]
    [InlineData("{\"title\": ")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task Add_BrokenJson_Is400(string body)
    {
        var (status, problem) = await app.Casey.PostAsync("api/command-queue", Json(body)).ReadAsync();

        Assert.Equal(400, status);
        Assert.NotEmpty(problem.Text("detail"));
    }

    [Fact]
    public async Task ShortForms_WalkThroughTheTableAndAreInTheHistory()
    {
        var id = (await app.AddAsync()).Text("id");
        var until = DateTimeOffset.UnixEpoch.AddYears(80);

        Assert.Equal("accepted", (await PostAsync(id, "accept")).Body.Text("status"));
        Assert.Equal("snoozed", (await PostAsync(id, "snooze", new { until })).Body.Text("status"));
        Assert.Equal("pending", (await PostAsync(id, "reopen")).Body.Text("status"));
        var (_, dismissed) = await PostAsync(id, "dismiss", new { reason = "other", note = "She retired" });
        Assert.Equal(("skipped", "other"), (dismissed.Text("status"), dismissed.Text("skip_reason")));
        Assert.Equal("pending", (await PostAsync(id, "reopen")).Body.Text("status"));
        var (_, completed) = await PostAsync(id, "complete");
        Assert.Equal(JsonValueKind.String, completed.GetProperty("completed_at").ValueKind);

        var history = (await app.Casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{id}/history")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["completed", "reopened", "skipped", "put back", "snoozed", "accepted", "created"], history.Select(entry => entry.Text("change")));
        Assert.All(history, entry => Assert.Equal("casey@dwtb.example", entry.Text("actor")));
        Assert.Contains("She retired", history[2].Text("note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_AgainstTheTable_Is409NamingBothStates()
    {
        var id = (await app.AddAsync()).Text("id");
        await PostAsync(id, "complete");

        var (status, problem) = await PostAsync(id, "accept");

        Assert.Equal((409, "invalid_transition"), (status, problem.Text("code")));
        Assert.Equal(("completed", "accepted"), (problem.Text("from"), problem.Text("to")));
        Assert.Contains("completed", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("executing")]
    [InlineData("resolved")]
    [InlineData("executed")]
    public async Task Patch_StatusThatOnlyTheProgramSets_Is409(string status)
    {
        var id = (await app.AddAsync()).Text("id");

        Assert.Equal("invalid_transition", (await PatchAsync(id, new { status })).Body.Text("code"));
    }

    [Fact]
    public async Task Patch_Fields_ChangesWhatIsGivenAndEmptiesWhatIsNull()
    {
        var move = await app.AddAsync(new { title = "Call Ada", action_type = "create_task", description = "old", due_by = "2031-05-01T00:00:00Z" });

        var (_, titled) = await PatchAsync(move.Text("id"), new { title = "Call Ada Lund" });
        var (_, emptied) = await PatchAsync(move.Text("id"), new { description = (string?)null, due_by = (string?)null });

        Assert.Equal(("Call Ada Lund", "old"), (titled.Text("title"), titled.Text("description")));
        Assert.Equal("Call Ada Lund", emptied.Text("title"));
        Assert.Equal(JsonValueKind.Null, emptied.GetProperty("description").ValueKind);
        Assert.Equal(JsonValueKind.Null, emptied.GetProperty("due_by").ValueKind);
        Assert.True(emptied.GetProperty("base_score").GetDouble() > titled.GetProperty("base_score").GetDouble(), "a far date is less urgent than none");
        Assert.Equal("\"3\"", emptied.Text("etag"));
    }

    [Theory]
    [InlineData("""{"status":"lost"}""", "status", "accepted")]
    [InlineData("""{"snoozed_until":"2001-01-01T00:00:00Z"}""", "snoozed_until", "future")]
    [InlineData("""{"status":"snoozed"}""", "snoozed_until", "until")]
    [InlineData("""{"status":"skipped","skip_reason":"bored"}""", "skip_reason", "not_relevant")]
    [InlineData("""{"skip_reason":"other"}""", "skip_reason", "skipped")]
    [InlineData("""{"title":null}""", "title", "name")]
    [InlineData("""{"owner":"x"}""", "owner", "owner")]
    public async Task Patch_WrongField_IsNamedWithWhatItWants(string body, string field, string hint)
    {
        var id = (await app.AddAsync()).Text("id");

        var (status, problem) = await app.Casey.PatchAsync($"api/command-queue/{id}", Json(body)).ReadAsync();

        Assert.Equal(400, status);
        Assert.Contains(hint, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IfMatch_OldVersion_Is412WithTheCurrentMove()
    {
        var id = (await app.AddAsync()).Text("id");
        await PatchAsync(id, new { title = "Call Ada Lund" });

        var (status, problem) = await PostAsync(id, "accept", ifMatch: "\"1\"");

        Assert.Equal((412, "Call Ada Lund"), (status, problem.GetProperty("current").Text("title")));
        Assert.Equal(200, (await PostAsync(id, "accept", ifMatch: "\"2\"")).Status);
        Assert.Equal(400, (await PostAsync(id, "complete", ifMatch: "\"zzz\"")).Status);
    }

    [Fact]
    public async Task OtherOwner_GetsNotFoundEverywhere()
    {
        var id = (await app.AddAsync()).Text("id");
        Task<HttpResponseMessage>[] calls =
        [
            app.Alex.GetAsync($"api/command-queue/{id}"),
            app.Alex.GetAsync($"api/command-queue/{id}/history"),
            app.Alex.PatchAsJsonAsync($"api/command-queue/{id}", new { title = "Mine now" }),
            app.Alex.PostAsync($"api/command-queue/{id}/accept", null),
            app.Alex.PostAsJsonAsync($"api/command-queue/{id}/dismiss", new { }),
            app.Alex.PostAsJsonAsync($"api/command-queue/{id}/snooze", new { until = "2040-01-01T00:00:00Z" }),
            app.Alex.PostAsync($"api/command-queue/{id}/complete", null),
            app.Alex.PostAsync($"api/command-queue/{id}/reopen", null),
        ];

        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(0, (await app.Alex.GetFromJsonAsync<JsonElement>("api/command-queue")).GetProperty("total").GetInt32());
        Assert.Equal("pending", (await app.Casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{id}")).Text("status"));
    }

    [Theory]
    [InlineData("api/command-queue/not-an-id")]
    [InlineData("api/command-queue/00000000-0000-0000-0000-000000000000")]
    public async Task Get_UnknownMove_IsA4xx(string path) =>
        Assert.InRange((await app.Casey.GetAsync(path).ReadAsync()).Status, 400, 404);

    [Theory]
    [InlineData("status=lost", "status", "accepted")]
    [InlineData("domain=hr", "domain", "marketing")]
    [InlineData("action_type=shout", "action_type", "send_email")]
    [InlineData("sort=colour", "sort", "rank_score")]
    [InlineData("outcome=good", "outcome", "success")]
    [InlineData("limit=0", "limit", "200")]
    [InlineData("limit=201", "limit", "200")]
    [InlineData("limit=many", "limit", "limit")]
    [InlineData("offset=-1", "offset", "0")]
    [InlineData("cursor=***", "cursor", "next_cursor")]
    [InlineData("cursor=YWJj", "cursor", "next_cursor")]
    public async Task List_UnknownWord_Is400NamingTheAllowedOnes(string query, string field, string hint)
    {
        var (status, problem) = await app.Casey.GetAsync($"api/command-queue?{query}").ReadAsync();

        Assert.Equal(400, status);
        Assert.True(problem.TryGetProperty("errors", out var errors) && errors.TryGetProperty(field, out _), problem.ToString());
        Assert.Contains(hint, errors.GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_UnknownDomain_Is400NamingTheAllowedOnes()
    {
        var (status, problem) = await app.Casey.GetAsync("api/command-queue/today?domain=hr").ReadAsync();

        Assert.Equal(400, status);
        Assert.Contains("sales, marketing, cs", problem.GetProperty("errors").GetProperty("domain")[0].GetString(), StringComparison.Ordinal);
    }

    private async Task<int> TotalAsync() => (await app.Casey.GetFromJsonAsync<JsonElement>("api/command-queue")).GetProperty("total").GetInt32();

    private Task<(int Status, JsonElement Body)> PostAsync(string id, string change, object? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/command-queue/{id}/{change}") { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return app.Casey.SendAsync(request).ReadAsync();
    }

    private Task<(int Status, JsonElement Body)> PatchAsync(string id, object body) => app.Casey.PatchAsJsonAsync($"api/command-queue/{id}", body).ReadAsync();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
