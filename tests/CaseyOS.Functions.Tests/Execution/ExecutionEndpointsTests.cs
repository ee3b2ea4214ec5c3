using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Execution;

/// <summary>Executing as the page does it, over HTTP with a session.</summary>
public sealed class ExecutionEndpointsTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private CaseyApp app = null!;
    private HttpClient casey = null!;

    public async ValueTask InitializeAsync()
    {
        await sandbox.Client.ResetAsync();
        app = await CaseyApp.StartAsync(azurite, sandbox);
        casey = await app.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        casey.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Execute_DryRun_AnswersAsAnExecutionAndDoesNothing()
    {
        var id = await AddMoveAsync();

        var answer = await PostAsync($"api/command-queue/{id}/execute?dry_run=true", new { mode = "draft" }, "key", HttpStatusCode.OK);

        var execution = answer.GetProperty("execution");
        Assert.True(execution.GetProperty("dry_run").GetBoolean());
        Assert.False(execution.GetProperty("result").GetProperty("executed").GetBoolean());
        Assert.Equal("ada@northwind.example", answer.GetProperty("preview").GetProperty("to").GetString());
        Assert.Empty(await sandbox.Client.EffectsAsync());
        Assert.Empty((await GetAsync("api/executions")).GetProperty("items").EnumerateArray());
        Assert.Equal("pending", (await GetAsync($"api/command-queue/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Execute_FromPreviewToRollback_IsVisibleEverywhere()
    {
        var id = await AddMoveAsync();
        var refused = await PostAsync($"api/command-queue/{id}/execute", new { mode = "draft" }, "key", HttpStatusCode.PreconditionRequired);
        Assert.Equal("confirmation_required", refused.GetProperty("code").GetString());
        var token = refused.GetProperty("preview").GetProperty("confirm_token").GetString();

        using var answer = await SendAsync($"api/command-queue/{id}/execute", new { mode = "draft", confirm_token = token }, "key");
        var done = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var execution = done.GetProperty("execution").GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(execution, Assert.Single(answer.Headers.GetValues("X-Execution-ID")));
        Assert.Equal("executed", done.GetProperty("item").GetProperty("status").GetString());
        Assert.Equal("succeeded", (await GetAsync($"api/executions/{execution}/status")).GetProperty("status").GetString());
        Assert.Equal(execution, Assert.Single((await GetAsync($"api/executions?item_id={id}&status=succeeded")).GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(1, (await GetAsync("api/dashboard/stats")).GetProperty("drafted_today").GetInt32());

        var undone = await PostAsync($"api/executions/{execution}/rollback", null, null, HttpStatusCode.OK);

        Assert.Equal("rolled_back", undone.GetProperty("status").GetString());
        Assert.Empty(await sandbox.Client.DraftsAsync());
        Assert.Equal("rolled_back", (await GetAsync($"api/command-queue/{id}")).GetProperty("status").GetString());
        Assert.Equal(0, (await GetAsync("api/dashboard/stats")).GetProperty("drafted_today").GetInt32());
    }

    [Fact]
    public async Task Execute_SameKeyAgain_GivesTheFirstResultAndAnotherTextIsRefused()
    {
        var id = await AddMoveAsync();
        var preview = await PostAsync($"api/command-queue/{id}/preview", null, null, HttpStatusCode.OK);
        var body = new { mode = "draft", confirm_token = preview.GetProperty("confirm_token").GetString() };

        var first = await PostAsync($"api/command-queue/{id}/execute", body, "same", HttpStatusCode.OK);
        var again = await PostAsync($"api/command-queue/{id}/execute", body, "same", HttpStatusCode.OK);
        var other = await PostAsync($"api/command-queue/{id}/execute", new { mode = "draft", overrides = new { subject = "Other" }, body.confirm_token }, "same", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(first.GetProperty("execution").GetProperty("id").GetString(), again.GetProperty("execution").GetProperty("id").GetString());
        Assert.Equal("idempotency_mismatch", other.GetProperty("code").GetString());
        Assert.Single(await sandbox.Client.EffectsAsync("draft_created"));
    }

    [Fact]
    public async Task Execute_TextEditedAfterThePreview_ShowsTheNewOne()
    {
        var id = await AddMoveAsync();
        var preview = await PostAsync($"api/command-queue/{id}/preview", null, null, HttpStatusCode.OK);
        var token = preview.GetProperty("confirm_token").GetString();

        var stale = await PostAsync(
            $"api/command-queue/{id}/execute", new { mode = "draft", overrides = new { body = "Something that nobody was shown." }, confirm_token = token }, "key", HttpStatusCode.Conflict);

        Assert.Equal("stale_preview", stale.GetProperty("code").GetString());
        Assert.Equal("Something that nobody was shown.", stale.GetProperty("preview").GetProperty("preview").GetProperty("body").GetString());
        Assert.Empty(await sandbox.Client.EffectsAsync());
    }

    [Theory]
    [InlineData("""{"mode":"telepathy"}""", "mode")]
    [InlineData("""{"overrides":{"subject":"a\r\nBcc: b@c.example"}}""", "overrides.subject")]
    [InlineData("""{"overrides":{"body":""}}""", "overrides.body")]
    [InlineData("""{"overrides":{"cc":"x"}}""", "overrides.cc")]
    public async Task Preview_WhatCannotBeDone_NamesTheField(string body, string field)
    {
        var id = await AddMoveAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await casey.PostAsync($"api/command-queue/{id}/preview", content);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Preview_NobodyToWriteTo_SaysWhatToDo()
    {
        var id = await AddMoveAsync(to: null);

        var problem = await PostAsync($"api/command-queue/{id}/preview", null, null, HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty("action_context.to", out _));
    }

    [Fact]
    public async Task Execute_AnotherUsersMove_IsNotThere()
    {
        var id = await AddMoveAsync();
        using var alex = await app.SignInAsync("alex@dwtb.example");

        using var preview = await alex.PostAsync($"api/command-queue/{id}/preview", null);
        using var execute = await alex.PostAsJsonAsync($"api/command-queue/{id}/execute", new { mode = "draft" });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (preview.StatusCode, execute.StatusCode));
    }

    [Fact]
    public async Task Executions_MoreThanAPage_ContinueWithTheCursor()
    {
        foreach (var number in Enumerable.Range(0, 3))
        {
            var id = await AddMoveAsync($"Follow up with Ada Lund, {number}");
            var preview = await PostAsync($"api/command-queue/{id}/preview", null, null, HttpStatusCode.OK);
            await PostAsync($"api/command-queue/{id}/execute", new { mode = "draft", confirm_token = preview.GetProperty("confirm_token").GetString() }, null, HttpStatusCode.OK);
        }

        var first = await GetAsync("api/executions?limit=2");
        var second = await GetAsync($"api/executions?limit=2&cursor={first.GetProperty("next_cursor").GetString()}");

        var titles = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("item_title").GetString()!);
        Assert.Equal(["Follow up with Ada Lund, 2", "Follow up with Ada Lund, 1", "Follow up with Ada Lund, 0"], titles);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
    }

    [Fact]
    public async Task Stats_MoveCompletedAndReopened_CountsWhatIsStillCompleted()
    {
        var id = await AddMoveAsync();
        await PostAsync($"api/command-queue/{id}/complete", null, null, HttpStatusCode.OK);
        Assert.Equal((1, 0), await CompletedAndPendingAsync());

        await PostAsync($"api/command-queue/{id}/reopen", null, null, HttpStatusCode.OK);
        Assert.Equal((0, 1), await CompletedAndPendingAsync());
    }

    [Fact]
    public async Task CancelWatch_Executed_EndsItOnceAndIsVisible()
    {
        var id = await AddMoveAsync();
        var preview = await PostAsync($"api/command-queue/{id}/preview", null, null, HttpStatusCode.OK);
        var done = await PostAsync($"api/command-queue/{id}/execute", new { mode = "draft", confirm_token = preview.GetProperty("confirm_token").GetString() }, null, HttpStatusCode.OK);
        var execution = done.GetProperty("execution").GetProperty("id").GetString();
        Assert.Equal(1, (await GetAsync("api/dashboard/stats")).GetProperty("watches_running").GetInt32());
        Assert.Equal("waiting_for_sending", (await GetAsync($"api/command-queue/{id}")).GetProperty("watch").GetProperty("state").GetString());

        var stopped = await PostAsync($"api/executions/{execution}/cancel-watch", null, null, HttpStatusCode.OK);
        var again = await PostAsync($"api/command-queue/{id}/cancel-watch", null, null, HttpStatusCode.OK);

        Assert.All([stopped, again], one => Assert.Equal("cancelled", one.GetProperty("watch").GetProperty("ended_because").GetString()));
        Assert.Equal(stopped.GetProperty("watch").GetProperty("ended_at").GetString(), again.GetProperty("watch").GetProperty("ended_at").GetString());
        Assert.Equal(0, (await GetAsync("api/dashboard/stats")).GetProperty("watches_running").GetInt32());
        var history = (await GetAsync($"api/command-queue/{id}/history")).ToString();
        Assert.Equal(2, history.Split("watch stopped").Length);
    }

    [Fact]
    public async Task CancelWatch_NothingToWatch_SaysSo()
    {
        var problem = await PostAsync($"api/command-queue/{await AddMoveAsync()}/cancel-watch", null, null, HttpStatusCode.Conflict);
        await PostAsync($"api/executions/{Guid.NewGuid()}/cancel-watch", null, null, HttpStatusCode.NotFound);

        Assert.Equal("not_executed", problem.GetProperty("code").GetString());
    }

    private async Task<(int Completed, int Pending)> CompletedAndPendingAsync()
    {
        var stats = await GetAsync("api/dashboard/stats");
        return (stats.GetProperty("completed_today").GetInt32(), stats.GetProperty("pending").GetInt32());
    }

    private async Task<string> AddMoveAsync(string title = "Follow up with Ada Lund", string? to = "ada@northwind.example")
    {
        using var answer = await casey.PostAsJsonAsync("api/command-queue", new { title, action_type = "follow_up", action_context = new { kind = "mail", to, to_name = "Ada Lund" } });
        var move = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, move.ToString());
        return move.GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> GetAsync(string path) => await casey.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> PostAsync(string path, object? body, string? key, HttpStatusCode expected)
    {
        using var answer = await SendAsync(path, body, key);
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {content}");
        return JsonSerializer.Deserialize<JsonElement>(content);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object? body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await casey.SendAsync(request);
    }
}
