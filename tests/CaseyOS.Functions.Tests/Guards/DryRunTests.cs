using System.Net.Http.Json;
using CaseyOS.Core.Storage;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>What a dry run asks of storage and of Gmail: counted, since that is what makes it fast or slow.</summary>
public sealed class DryRunTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>
{
    private const int Crowd = 100;
    private const string Grace = "grace@northwind.example";

    [Fact]
    public async Task DryRun_OfAnAnswer_ReadsStorageOnceAndTheConversationOnce()
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox);
        var move = await AnswerAsync(app);
        await app.ExecuteAsync(move, query: "?dry_run=true");
        var asked = (await sandbox.Client.RequestsAsync()).Count;
        using var recording = app.App.Services.GetRequiredService<StorageRoundTrips>().Record();

        Assert.Equal(200, (await app.ExecuteAsync(move, query: "?dry_run=true")).Status);

        // The stop and the limits may be looked at again: they are kept for seconds.
        Assert.Single(recording.Trips, trip => trip.Resource == "Suppression");
        Assert.All(recording.Trips, trip => Assert.True(trip.Resource is "Suppression" or "Settings" or "Queue", trip.ToString()));
        Assert.InRange(recording.Trips.Count, 1, 3);
        Assert.Equal(asked + 1, (await sandbox.Client.RequestsAsync()).Count);
    }

    [Fact]
    public async Task DryRun_AHundredAtOnce_ShareTheirReads()
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox);
        var move = await AnswerAsync(app);
        var asked = (await sandbox.Client.RequestsAsync()).Count;
        await sandbox.Client.FaultAsync(new { method = "GET", path = "/gmail/v1/users/me/threads/", delayMs = 1500, times = -1 });

        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => app.ExecuteAsync(move, query: "?dry_run=true")));

        await sandbox.Client.ClearFaultsAsync();
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        // One for all who came while it was under way; a slow machine may need another few.
        Assert.InRange((await sandbox.Client.RequestsAsync()).Count - asked, 1, 10);
        Assert.Single(await sandbox.Client.EffectsAsync("draft_created"));
    }

    /// <summary>A move that answers a conversation.</summary>
    private async Task<Confirmed> AnswerAsync(GuardApp app)
    {
        await sandbox.Client.ResetAsync();
        var first = await AddAsync(app, new { kind = "mail", to = Grace });
        var done = await app.ExecuteAsync(first);
        var sent = await sandbox.Client.SendDraftAsync(done.Execution.GetProperty("result").Text("gmail_draft_id"));
        await sandbox.Client.ReplyAsync(Grace);
        return await AddAsync(app, new { kind = "mail", to = Grace, thread_id = sent.ThreadId });
    }

    private static async Task<Confirmed> AddAsync(GuardApp app, object context)
    {
        var (_, move) = await app.Casey.PostAsJsonAsync("api/command-queue", new { title = "Write to Grace", action_type = "follow_up", action_context = context }).ReadAsync();
        var (status, preview) = await app.Casey.PostAsync($"api/command-queue/{move.Text("id")}/preview", null).ReadAsync();
        Assert.True(status == 200, preview.ToString());
        return new(move.Text("id"), preview.Text("confirm_token"));
    }
}
