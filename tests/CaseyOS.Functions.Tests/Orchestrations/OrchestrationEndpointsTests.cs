using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Functions.Tests.Hosting.Durable;
using CaseyOS.Functions.Tests.Jobs;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Functions.Tests.Orchestrations;

/// <summary>What an administrator sees of orchestrations, over the embedded hub and over the Durable extension's API.</summary>
public sealed class OrchestrationEndpointsTests(HubAppFixture app, AzuriteFixture azurite) : IClassFixture<HubAppFixture>
{
    private DurableTaskClient Client => app.App.Services.GetRequiredService<DurableTaskClient>();

    [Fact]
    public async Task Detail_OfOneThatWaits_HasNamesAndNoContents()
    {
        var id = await WaitingAsync("a-secret-word");

        var text = await app.Casey.GetStringAsync($"api/orchestrations/{id}");

        var detail = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("running", detail.GetProperty("orchestration").GetProperty("status").GetString());
        Assert.Equal("event", detail.GetProperty("orchestration").GetProperty("waits_for")[0].GetProperty("kind").GetString());
        var completed = detail.GetProperty("history").EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "task_completed");
        Assert.Equal(nameof(RepeatsWord), completed.GetProperty("name").GetString());
        Assert.Equal(detail.GetProperty("history").GetArrayLength(), detail.GetProperty("orchestration").GetProperty("history_length").GetInt32());
        Assert.DoesNotContain("a-secret-word", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_PagedByNameAndStatus_HasEachOnce()
    {
        HashSet<string> mine = [await WaitingAsync("a"), await WaitingAsync("b"), await WaitingAsync("c")];
        var done = await WaitingAsync("d");
        await Client.RaiseEventAsync(done, "word", "end");
        await Client.WaitForInstanceCompletionAsync(done);

        List<string> seen = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await app.Casey.GetFromJsonAsync<JsonElement>($"api/orchestrations?status=running&name={nameof(WaitsForWord)}&limit=2&cursor={cursor}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 0, 2);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Superset(mine, new HashSet<string>(seen, StringComparer.Ordinal));
        Assert.DoesNotContain(done, seen);
        var ended = await app.Casey.GetFromJsonAsync<JsonElement>("api/orchestrations?status=completed&limit=100");
        Assert.Contains(ended.GetProperty("items").EnumerateArray(), one => one.GetProperty("id").GetString() == done);
    }

    [Fact]
    public async Task Terminate_Running_EndsItAndOnceMoreIsHarmless()
    {
        var id = await WaitingAsync("a");

        using var first = await app.Casey.PostAsJsonAsync($"api/orchestrations/{id}/terminate", new { reason = "test" });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var ended = await Client.WaitForInstanceCompletionAsync(id, limit.Token);
        using var second = await app.Casey.PostAsync($"api/orchestrations/{id}/terminate", null);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var entries = (await app.Casey.GetFromJsonAsync<JsonElement>("api/audit?installation=true")).GetProperty("items").EnumerateArray()
            .Where(entry => entry.GetProperty("target").GetString()!.EndsWith(id, StringComparison.Ordinal)).Reverse();
        Assert.Equal(
            [("orchestration_terminating", "casey@dwtb.example", "test"), ("orchestration_terminated", "casey@dwtb.example", "test")],
            entries.Select(entry => (entry.GetProperty("what").GetString()!, entry.GetProperty("actor").GetString()!, entry.GetProperty("result").GetString()!)));
    }

    [Fact]
    public async Task Terminate_Finished_IsAConflictInWords()
    {
        var id = await WaitingAsync("a");
        await Client.RaiseEventAsync(id, "word", "end");
        await Client.WaitForInstanceCompletionAsync(id);

        using var answer = await app.Casey.PostAsync($"api/orchestrations/{id}/terminate", null);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("finished", problem.GetProperty("code").GetString());
        Assert.Contains("ended already", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "api/orchestrations/nobody", HttpStatusCode.NotFound)]
    [InlineData("POST", "api/orchestrations/nobody/terminate", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/orchestrations?status=asleep", HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/orchestrations?limit=101", HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/orchestrations?cursor=Ly4u", HttpStatusCode.BadRequest)]
    public async Task Wrong_Asking_IsRefused(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await app.Casey.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Orchestrations_ForOthers_AreClosed()
    {
        using var list = await app.Alex.GetAsync("api/orchestrations");
        using var end = await app.Alex.PostAsync("api/orchestrations/nobody/terminate", null);

        Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, end.StatusCode);
    }

    [Fact]
    public async Task Hosted_ListAndDetail_ComeFromTheExtension()
    {
        await using var extension = await ExtensionApi.StartAsync(await azurite.NewStorageAsync());
        await using var hosted = await CaseyApp.StartAsync(azurite, app.Sandbox, services => services.Replace(ServiceDescriptor.Singleton(extension.Client)));
        using var casey = await hosted.SignInAsync();
        using var early = await casey.GetAsync("api/orchestrations");
        await extension.CommandAsync(OrchestrationCommand.Hello.Encode());
        const string Running = """{"name":"Ingest","instanceId":"ingest-1","runtimeStatus":"Running","createdTime":"2026-11-20T10:00:00Z","lastUpdatedTime":"2026-11-20T10:00:05Z","historyEvents":[{"EventType":"TaskScheduled","FunctionName":"RunIngestSource","Timestamp":"2026-11-20T10:00:01Z"}]}""";
        extension.Answer(200, $"[{Running}]", next: "MORE");
        extension.Answer(202, Running);

        var page = await casey.GetFromJsonAsync<JsonElement>("api/orchestrations?limit=1");

        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), early.Headers.RetryAfter?.Delta);
        var one = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal("RunIngestSource", one.GetProperty("waits_for")[0].GetProperty("name").GetString());
        extension.Answer(200, "[]");
        await casey.GetFromJsonAsync<JsonElement>($"api/orchestrations?limit=1&cursor={page.GetProperty("next_cursor").GetString()}");
        Assert.EndsWith("x-ms-continuation-token: MORE", extension.Requests.Last(), StringComparison.Ordinal);
    }

    private async Task<string> WaitingAsync(string word)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(WaitsForWord), word);
        await Eventually.TrueAsync(
            async () => (await Client.GetHistoryAsync(id))!.WaitsFor is [{ Kind: OrchestrationWaitKind.Event }], () => $"{id} does not wait.", TimeSpan.FromSeconds(60));
        return id;
    }
}
