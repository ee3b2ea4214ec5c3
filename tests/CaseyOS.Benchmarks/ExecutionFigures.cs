using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Benchmarks;

/// <summary>What executing takes, over HTTP: many moves at once, and one against services that take their time.</summary>
internal sealed class ExecutionFigures(CaseyApp app, SandboxFixture sandbox, HttpClient casey)
{
    private const int AtOnce = 100;
    private const int Slow = 10;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var azurite = new AzuriteFixture();
        await using var sandbox = new SandboxFixture();
        await sandbox.InitializeAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["environment"] = "Production",
            ["Local:TaskHub:Enabled"] = "true", // as users run it: the orchestrations look after what is executed
            ["Limits:MailsPerHour"] = "4000",
            ["Limits:MailsPerDay"] = "4000",
            ["Limits:TasksPerHour"] = "4000",
            ["Limits:ActionsPerHour"] = "4000",
            ["HubSpot:CallsPerTenSeconds"] = "1000",
            ["Google:UnitsPerMinute"] = "1000000",
        });
        using var casey = await app.SignInAsync();
        return await new ExecutionFigures(app, sandbox, casey).AllAsync();
    }

    private async Task<IReadOnlyList<Figure>> AllAsync()
    {
        // The first rounds are compiled as they run.
        await RunAsync("follow_up", AtOnce);
        List<Load> loads = [];
        for (var round = 0; round < Rounds; round++)
        {
            loads.Add(await RunAsync("follow_up", AtOnce));
        }

        var many = Load.Median(loads);
        var storage = await TransactionsAsync();
        var drafts = (await sandbox.Client.EffectsAsync("draft_created")).Count;
        var expected = AtOnce * (Rounds + 1);
        var (draft, task) = (await SlowAsync("follow_up"), await SlowAsync("create_task"));
        return
        [
            new($"{AtOnce} real executions at once, different moves, p99", many.P99, "ms", $"under 500 ms, exactly {AtOnce} drafts ({drafts} of {expected} here)", many is { Errors: 0, P99: < 500 } && drafts == expected) { Baseline = storage },
            new("execute to Gmail draft, services that take 200 ms, slowest of ten", draft, "ms", "under 3 s", draft < 3000),
            new("execute to HubSpot task, services that take 200 ms, slowest of ten", task, "ms", "under 3 s", task < 3000),
        ];
    }

    // What they would cost if each wrote its three transactions by itself: a partition takes one after the other.
    private async Task<double> TransactionsAsync()
    {
        var table = app.Services.GetRequiredService<TableServiceClient>().GetTableClient("Bench");
        await table.CreateIfNotExistsAsync();
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < AtOnce * 3; number++)
        {
            await table.SubmitTransactionAsync(Enumerable.Range(0, 5).Select(row =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("owner", string.Create(CultureInfo.InvariantCulture, $"{number}-{row}")) { ["Json"] = new string('x', 1000) })));
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private async Task<double> SlowAsync(string action)
    {
        await sandbox.Client.FaultAsync(new { provider = "google", delayMs = 200, times = -1 });
        await sandbox.Client.FaultAsync(new { provider = "hubspot", delayMs = 200, times = -1 });
        var load = await RunAsync(action, Slow, connections: 1);
        await sandbox.Client.ClearFaultsAsync();
        return load.Errors == 0 ? load.P99 : throw new InvalidOperationException($"{load.Errors} of {Slow} executions did not succeed.");
    }

    private async Task<Load> RunAsync(string action, int count, int connections = AtOnce)
    {
        List<(string Move, string Token)> wishes = [];
        for (var number = 0; number < count; number++)
        {
            var context = action == "follow_up" ? new { kind = "mail", to = $"{Guid.NewGuid():N}@bench.example", to_name = "Ada Lund" } : null;
            using var added = await casey.PostAsJsonAsync("api/command-queue", new { title = $"Write to somebody, {number}", action_type = action, action_context = context });
            var move = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            using var preview = await casey.PostAsync($"api/command-queue/{move}/preview", null);
            wishes.Add((move, (await preview.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("confirm_token").GetString()!));
        }

        return await Load.RunAsync(connections, count, async number =>
        {
            using var answer = await casey.PostAsJsonAsync($"api/command-queue/{wishes[number].Move}/execute", new { mode = "draft", confirm_token = wishes[number].Token });
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return answer.IsSuccessStatusCode && body.GetProperty("execution").GetProperty("status").GetString() == "succeeded";
        });
    }
}
