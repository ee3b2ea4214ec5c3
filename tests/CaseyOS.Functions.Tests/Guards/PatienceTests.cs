using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>What is tried again, what is not, how long it takes, and when it is left alone: over HTTP, for what goes to Gmail and to HubSpot.</summary>
public sealed class PatienceTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const string Drafts = "/gmail/v1/users/me/drafts";
    private const string Tasks = "^/crm/objects/.*/tasks/batch/upsert";

    public async ValueTask InitializeAsync() => await sandbox.Client.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("follow_up", Drafts, "draft_created")]
    [InlineData("create_task", Tasks, "task_created")]
    public async Task Execute_FailuresThatMayPass_AreTriedAgain(string action, string call, string effect)
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox, ("Limits:MailsPerHour", "100"));
        object[] faults =
        [
            .. ((int[])[408, 429, 500, 502, 503, 504]).Select(status => (object)new { method = "POST", path = call, status, times = 3 }),
            new { method = "POST", path = call, cutConnection = true, times = 3 },
            new { method = "POST", path = call, loseResponse = true },
        ];
        foreach (var fault in faults)
        {
            await sandbox.Client.FaultAsync(fault);
            var answer = await app.ExecuteNewAsync(action);
            Assert.True(answer.Status == 200 && answer.Execution.GetProperty("status").GetString() == "succeeded", $"{fault}: {answer.Body}");
        }

        Assert.Equal(faults.Length, (await sandbox.Client.EffectsAsync(effect)).Count);
    }

    [Theory]
    [InlineData("follow_up", Drafts, "draft_created")]
    [InlineData("create_task", Tasks, "task_created")]
    public async Task Execute_RefusedForAReason_IsTriedOnceAndFailsInWords(string action, string call, string effect)
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox);
        Assert.Equal(200, (await app.ExecuteNewAsync(action)).Status); // sets the portal up
        foreach (var status in (int[])[400, 404, 409, 413, 422])
        {
            var before = (await PostsAsync(call)).Count;
            await sandbox.Client.FaultAsync(new { method = "POST", path = call, status, times = -1 });

            var answer = await app.ExecuteNewAsync(action);

            await sandbox.Client.ClearFaultsAsync();
            Assert.True(answer.Status == 200 && answer.Execution.GetProperty("status").GetString() == "failed", $"{status}: {answer.Body}");
            Assert.EndsWith(".", answer.Execution.Text("error"), StringComparison.Ordinal);
            Assert.Equal(before + 1, (await PostsAsync(call)).Count);
        }

        Assert.Single(await sandbox.Client.EffectsAsync(effect));
    }

    [Theory]
    [InlineData("follow_up", Drafts)]
    [InlineData("create_task", Tasks)]
    public async Task Execute_NoAnswerInTime_IsReallyCancelledAndSaysSo(string action, string call)
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox, ("Execution:Timeout", "00:00:01"), ("Execution:Lease", "00:00:30"));
        var move = await app.ConfirmAsync(action);
        await sandbox.Client.FaultAsync(new { method = "POST", path = call, delayMs = 120_000 });

        var answer = await app.ExecuteAsync(move);

        Assert.True(answer.Status == 202, answer.Body.ToString());
        Assert.Contains("not answered in time", answer.Execution.Text("error"), StringComparison.Ordinal);
        // The call itself was given up: the service is not left working on something that nobody waits for.
        await Eventually.TrueAsync(async () => (await PostsAsync(call)).All(request => request.Status is not null), () => "The call still runs.");
        Assert.DoesNotContain(await sandbox.Client.EffectsAsync(), effect => effect.Kind is "draft_created" or "task_created");
    }

    [Fact]
    public async Task Execute_FiveFailuresInARow_OpenTheHandlersCircuitForAMinuteThenOneProbes()
    {
        await using var app = await GuardApp.StartAsync(azurite, sandbox, ("Execution:Retries", "0"));
        var waiting = await app.ConfirmManyAsync(4);
        await sandbox.Client.FaultAsync(new { method = "POST", path = Drafts, status = 503, times = 5 });
        for (var failure = 0; failure < 5; failure++)
        {
            Assert.Equal("failed", (await app.ExecuteNewAsync()).Execution.GetProperty("status").GetString());
        }

        var asked = (await PostsAsync(Drafts)).Count;
        var refused = await app.ExecuteAsync(waiting[0]);
        Assert.Equal((503, "circuit_open"), (refused.Status, refused.Code));
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal(asked, (await PostsAsync(Drafts)).Count);
        Assert.Equal("open", await StateAsync(app, "mail"));
        Assert.Equal(200, (await app.ExecuteNewAsync("create_task")).Status); // another handler is none the worse

        app.Clock.Advance(TimeSpan.FromSeconds(61));
        await sandbox.Client.FaultAsync(new { method = "POST", path = Drafts, delayMs = 1000 });
        var probing = Task.WhenAll(waiting.Take(3).Select(move => app.ExecuteAsync(move)));
        Assert.Equal([200, 503, 503], (await probing).Select(answer => answer.Status).Order());
        Assert.Equal("closed", await StateAsync(app, "mail"));
        Assert.Equal(200, (await app.ExecuteAsync(waiting[3])).Status);
        Assert.Equal(2, (await sandbox.Client.EffectsAsync("draft_created")).Count);
    }

    private static async Task<string> StateAsync(GuardApp app, string handler) =>
        (await app.Casey.GetAsync("api/circuit-breakers").ReadAsync()).Body.GetProperty("items").EnumerateArray().Single(circuit => circuit.Text("handler") == handler).Text("state");

    private async Task<IReadOnlyList<SandboxRequest>> PostsAsync(string call) =>
        [.. (await sandbox.Client.RequestsAsync()).Where(request => request.Method == "POST" && request.Path.Contains(call == Drafts ? Drafts : "/tasks/batch/upsert", StringComparison.Ordinal))];
}
