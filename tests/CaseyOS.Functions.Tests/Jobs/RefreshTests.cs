using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Jobs;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Signals.Ingestions;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Jobs;

/// <summary>"Refresh now" as a job, with the task hub at work.</summary>
public sealed class RefreshTests(HubAppFixture app, AzuriteFixture azurite) : IClassFixture<HubAppFixture>
{
    [Fact]
    public async Task Refresh_Twice_IsOneJobThatReadsEverySourceAndTheNextIsAnother()
    {
        await app.Sandbox.Client.FaultAsync(new { path = "/hubspot", delayMs = 300, times = 4 });
        var first = await StartAsync();
        var second = await StartAsync();
        var ended = await EndAsync(app.Casey, first);
        var third = await StartAsync();

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
        Assert.Equal("succeeded", Text(ended, "state"));
        var parts = ended.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(ended.GetProperty("total").GetInt32(), parts.Count);
        Assert.Contains("hubspot_sweep", parts.Select(part => Text(part, "name")));
        // Alex has a mailbox too, but that is not Casey's business.
        Assert.Single(parts, part => Text(part, "name") == "gmail");
        Assert.True(ended.GetProperty("results").GetProperty("signals").GetInt32() > 0);
        var sweep = parts.Single(part => Text(part, "name") == "hubspot_sweep");
        Assert.True(sweep.GetProperty("done").GetInt32() > 0);
        Assert.Equal(sweep.GetProperty("total").GetInt32(), sweep.GetProperty("done").GetInt32());
        await EndAsync(app.Casey, third);
        var list = (await app.Casey.GetFromJsonAsync<JsonElement>("api/jobs?limit=1")).GetProperty("items");
        Assert.Equal(third, $"api/jobs/{Text(Assert.Single(list.EnumerateArray()), "id")}");
    }

    [Fact]
    public async Task Refresh_OneConnectionBroken_SaysWhichAndReadsTheRest()
    {
        await using var broken = await CaseyApp.StartAsync(
            azurite, app.Sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Local:TaskHub:Enabled"] = "true", ["HubSpot:AccessToken"] = "wrong" });
        using var casey = await broken.SignInAsync();
        using var answer = await casey.PostAsync("api/signals/refresh", null);

        var ended = await EndAsync(casey, answer.Headers.Location!.ToString().TrimStart('/'));

        Assert.Equal("partial", Text(ended, "state"));
        Assert.Contains("could not be read", Text(ended, "problem"), StringComparison.Ordinal);
        var parts = ended.GetProperty("parts").EnumerateArray().ToDictionary(part => Text(part, "name")!);
        Assert.Equal("failed", Text(parts["hubspot"], "state"));
        Assert.Contains("HubSpot", Text(parts["hubspot"], "problem"), StringComparison.Ordinal);
        Assert.Equal("succeeded", Text(parts["gmail"], "state"));
    }

    [Fact]
    public async Task SecondRun_OfAJobThatHasEnded_EndsWithItsFirstStep()
    {
        var job = await StartAsync();
        await EndAsync(app.Casey, job);
        var id = JobId.Parse(job["api/jobs/".Length..], null);
        var requests = (await app.Sandbox.Client.RequestsAsync("hubspot")).Count;

        var client = app.App.Services.GetRequiredService<DurableTaskClient>();
        var again = await client.ScheduleNewOrchestrationInstanceAsync(nameof(Ingest), id);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var ended = await client.WaitForInstanceCompletionAsync(again, limit.Token);

        Assert.Equal("\"finished already\"", ended.SerializedOutput);
        Assert.Equal(requests, (await app.Sandbox.Client.RequestsAsync("hubspot")).Count);
    }

    [Fact]
    public async Task Job_WhoseOrchestrationDied_IsFailedAndMakesRoom()
    {
        var jobs = app.App.Services.GetRequiredService<JobStore>();
        var clock = TimeProvider.System;
        var dead = new Job { Id = JobId.New(clock), Kind = JobKind.BackfillDealOutcomes, StartedBy = OwnerId.System, CreatedAt = clock.GetUtcNow(), State = JobState.Running };
        Assert.True(await jobs.TryBeginAsync(dead, CancellationToken.None));
        Assert.False(await jobs.TryBeginAsync(dead with { Id = JobId.New(clock) }, CancellationToken.None));
        var client = app.App.Services.GetRequiredService<DurableTaskClient>();
        await client.ScheduleNewOrchestrationInstanceAsync("NoSuchOrchestrator", null, new(dead.InstanceId));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await client.WaitForInstanceCompletionAsync(dead.InstanceId, limit.Token);

        var seen = await app.Casey.GetFromJsonAsync<JsonElement>($"api/jobs/{dead.Id}");

        Assert.Equal("failed", Text(seen, "state"));
        Assert.NotEmpty(Text(seen, "problem")!);
        Assert.Null(await jobs.FindActiveAsync(JobKind.BackfillDealOutcomes, CancellationToken.None));
    }

    [Theory]
    [InlineData("api/jobs/nonsense", HttpStatusCode.BadRequest)]
    [InlineData("api/jobs/0198c0df-6f7a-7c3e-9d6b-0d6f4f1c2a3b", HttpStatusCode.NotFound)]
    [InlineData("api/jobs?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("api/jobs?cursor=bm9wZQ", HttpStatusCode.BadRequest)]
    public async Task Jobs_AskedForWrongly_SaySo(string path, HttpStatusCode status)
    {
        using var answer = await app.Casey.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
    }

    private async Task<string> StartAsync()
    {
        using var answer = await app.Casey.PostAsync("api/signals/refresh", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!.ToString().TrimStart('/');
    }

    private static async Task<JsonElement> EndAsync(HttpClient client, string job)
    {
        JsonElement seen = default;
        await Eventually.TrueAsync(
            async () => (seen = await client.GetFromJsonAsync<JsonElement>(job)).GetProperty("ended_at").ValueKind != JsonValueKind.Null,
            () => $"The job does not end: {seen}",
            TimeSpan.FromSeconds(60));
        return seen;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
