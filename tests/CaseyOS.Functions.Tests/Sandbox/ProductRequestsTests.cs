using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Contracts;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>
/// The product against the real services' descriptions: whatever it asks of HubSpot and Google while it goes once round its
/// loop must be something that these services say they understand.
/// </summary>
public sealed class ProductRequestsTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]
    public async Task EveryRequest_OfOneRoundOfTheLoop_IsDescribed()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await RunAsync(app, "PollHubSpot", "SweepSignals", "PollGmail");
        var rolledBack = await ExecuteAsync(casey, 0);
        using var undone = await casey.PostAsync($"api/executions/{rolledBack.Text("id")}/rollback", content: null, TestContext.Current.CancellationToken);
        Assert.True(undone.IsSuccessStatusCode, await undone.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await ExecuteAsync(casey, 1);
        var draft = Assert.Single(await sandbox.Client.DraftsAsync());
        await sandbox.Client.SendDraftAsync(draft.DraftId!);
        await sandbox.Client.ReplyAsync(draft.To.Split('<')[^1].TrimEnd('>'));
        await RunAsync(app, "PollGmail", "PollCalendar", "DetectOutcomes", "PollHubSpot");

        var requests = await sandbox.Client.RequestsAsync();

        Assert.Empty(RecordedRequests.Problems(requests));
        var (problems, count) = RecordedExchanges.Check(await RecordedExchanges.ReadAsync(sandbox.Address));
        Assert.Empty(problems);
        Assert.True(count > 15, $"Only {count} kinds of exchanges were seen.");
        Assert.Contains(requests, request => request.Path.EndsWith("/batch/upsert", StringComparison.Ordinal));
        Assert.Contains(requests, request => request.Path.EndsWith("/history", StringComparison.Ordinal));
        Assert.DoesNotContain(requests, request => request.Status is null or >= 500);
    }

    private static async Task RunAsync(CaseyApp app, params string[] timers)
    {
        foreach (var timer in timers)
        {
            await app.RunTimerAsync(timer);
        }

        await app.DrainAsync("ProcessSignals");
    }

    /// <summary>Previews and executes one of today's mails.</summary>
    private static async Task<JsonElement> ExecuteAsync(HttpClient casey, int index)
    {
        var today = await casey.GetFromJsonAsync<JsonElement>("api/command-queue/today");
        var mails = today.GetProperty("today_moves").EnumerateArray().Where(move => move.Text("action_type") is "send_email" or "follow_up").ToArray();
        var path = $"api/command-queue/{mails[index].Text("id")}";
        using var shown = await casey.PostAsJsonAsync($"{path}/preview", new { mode = "draft" });
        var preview = await ReadAsync(shown);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/execute?dry_run=false");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new { mode = "draft", confirm_token = preview.Text("confirm_token") });
        using var done = await casey.SendAsync(request);
        return (await ReadAsync(done)).GetProperty("execution");
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
