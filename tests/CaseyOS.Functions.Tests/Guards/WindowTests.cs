using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>What waits for room within a limit is done when the window opens: by whichever program is there then, on a clock that the test moves.</summary>
public sealed class WindowTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>
{
    private readonly ShiftedClock clock = new();

    [Fact]
    public async Task Execute_TwentyFiveMailsWithQueue_TheLastFiveAreDoneOnceWhenTheWindowOpens()
    {
        await sandbox.Client.ResetAsync();
        var (storage, folder) = (await azurite.NewAccountAsync(), TemporaryFolder.Create("window"));
        List<string> moves = [];
        await using (var one = await StartAsync(storage, folder))
        await using (var other = await StartAsync(storage, folder))
        {
            using var atOne = await one.SignInAsync();
            using var atOther = await other.SignInAsync();
            for (var number = 0; number < 25; number++)
            {
                moves.Add(await AddAsync(atOne, number));
            }

            var answers = await Task.WhenAll(moves.Select((move, number) => ExecuteAsync(number % 2 == 0 ? atOne : atOther, move)));
            Assert.Equal((20, 5), (answers.Count(status => status == "succeeded"), answers.Count(status => status == "queued")));

            await PassAsync(one, TimeSpan.FromMinutes(50));
            Assert.Equal(20, (await sandbox.Client.EffectsAsync("draft_created")).Count);
        }

        // Both are gone; another two are there when the hour is over.
        await using var third = await StartAsync(storage, folder);
        await using var fourth = await StartAsync(storage, folder);
        await PassAsync(third, TimeSpan.FromMinutes(11));
        using var casey = await fourth.SignInAsync();
        await Eventually.TrueAsync(
            async () => (await casey.GetFromJsonAsync<JsonElement>("api/executions?status=succeeded&limit=200")).GetProperty("items").GetArrayLength() == 25,
            () => "Not all were done when the window opened.",
            TimeSpan.FromSeconds(60));
        Assert.Equal((25, 25), ((await sandbox.Client.EffectsAsync("draft_created")).Count, (await sandbox.Client.EffectsAsync("engagement_logged")).Count));
    }

    private Task<CaseyApp> StartAsync(string storage, string folder) => CaseyApp.StartAsync(
        azurite,
        sandbox,
        services => services.AddSingleton<TimeProvider>(clock),
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = storage,
            ["Local:DataDirectory"] = folder, // they know the same key
            ["Local:TaskHub:Enabled"] = "true",
            ["Local:TaskHub:MaxPause"] = "00:00:00.400",
            ["Local:TaskHub:Lease"] = "00:00:05",
            ["HubSpot:CallsPerTenSeconds"] = "1000",
            ["Google:UnitsPerMinute"] = "1000000",
        });

    // Time passes, and whoever waits for it notices: the queue that wakes orchestrations keeps the real time.
    private async Task PassAsync(CaseyApp app, TimeSpan by)
    {
        clock.Advance(by);
        var orchestrations = app.Services.GetRequiredService<DurableTaskClient>();
        await foreach (var instance in orchestrations.GetAllInstancesAsync(new([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending])))
        {
            await orchestrations.RaiseEventAsync(instance.InstanceId, ExecuteAndWatch.Changed);
        }
    }

    private static async Task<string> AddAsync(HttpClient casey, int number)
    {
        var context = new { kind = "mail", to = $"person{number}@window.example" };
        return (await casey.PostAsJsonAsync("api/command-queue", new { title = $"Write to person {number}", action_type = "follow_up", action_context = context }).ReadAsync()).Body.Text("id");
    }

    private static async Task<string> ExecuteAsync(HttpClient casey, string move)
    {
        var (_, preview) = await casey.PostAsync($"api/command-queue/{move}/preview", null).ReadAsync();
        var (status, answer) = await casey.PostAsJsonAsync($"api/command-queue/{move}/execute", new { mode = "draft", confirm_token = preview.Text("confirm_token"), when_limited = "queue" }).ReadAsync();
        Assert.True(status is 200 or 202, answer.ToString());
        return answer.GetProperty("execution").Text("status");
    }
}
