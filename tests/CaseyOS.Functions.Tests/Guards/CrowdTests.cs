using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>A hundred clicks at once, over HTTP.</summary>
public sealed class CrowdTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const int Crowd = 100;

    public async ValueTask InitializeAsync() => await sandbox.Client.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("follow_up", "/gmail/v1/users/me/drafts", "draft_created")]
    [InlineData("create_task", "^/crm/objects/.*/tasks/batch/upsert", "task_created")]
    public async Task Execute_AHundredOnOneMove_OneRunsAndTheOthersAre409(string action, string call, string effect)
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox);
        var move = await app.ConfirmAsync(action);
        await sandbox.Client.FaultAsync(new { method = "POST", path = call, delayMs = 1000 });

        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(number => app.ExecuteAsync(move, $"key {number}")));

        Assert.Equal("succeeded", Assert.Single(answers, answer => answer.Status == 200).Execution.GetProperty("status").GetString());
        var refused = answers.Where(answer => answer.Status != 200).ToList();
        Assert.All(refused, answer => Assert.Equal(409, answer.Status));
        Assert.Contains(refused, answer => answer.Code == "already_executing");
        // Whoever comes when it is done already has nothing to wait for.
        Assert.All(refused, answer => Assert.True(answer.Code == "already_executing" ? answer.RetryAfter > TimeSpan.Zero : answer.Code == "invalid_transition", answer.Body.ToString()));
        Assert.Single(await sandbox.Client.EffectsAsync(effect));
    }

    [Fact]
    public async Task Execute_AHundredMovesAtOnce_AllAreDoneOnce()
    {
        // Our own limits and the pace that Google and HubSpot allow; the sandbox takes more.
        await using var app = await GuardApp.StartAsync(
            azurite, sandbox, ("Limits:MailsPerHour", "1000"), ("Limits:ActionsPerHour", "1000"), ("HubSpot:CallsPerTenSeconds", "1000"), ("Google:UnitsPerMinute", "1000000"));
        var moves = await app.ConfirmManyAsync(Crowd);

        var answers = await Task.WhenAll(moves.Select(move => app.ExecuteAsync(move)));

        Assert.All(answers, answer => Assert.True(answer.Status == 200, answer.Body.ToString()));
        Assert.Equal(Crowd, answers.Select(answer => answer.Execution.GetProperty("result").GetProperty("gmail_draft_id").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal((Crowd, Crowd), ((await sandbox.Client.EffectsAsync("draft_created")).Count, (await sandbox.Client.EffectsAsync("engagement_logged")).Count));
    }
}
