using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Execution.Watching;

/// <summary>The whole program with its task hub at work, a window of one minute, and a clock that a test moves.</summary>
internal sealed class WatchApp : IAsyncDisposable
{
    private readonly SandboxFixture sandbox;
    private readonly ShiftedClock time;
    private int moves;

    private WatchApp(CaseyApp app, HttpClient casey, SandboxFixture sandbox, ShiftedClock clock) => (App, Casey, this.sandbox, time) = (app, casey, sandbox, clock);

    public CaseyApp App { get; }

    public HttpClient Casey { get; private set; }

    public DurableTaskClient Orchestrations => App.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Somebody whom HubSpot knows.</summary>
    public string Person { get; private set; } = "";

    public static async Task<WatchApp> StartAsync(AzuriteFixture azurite, SandboxFixture sandbox, Action<IServiceCollection>? configure = null)
    {
        await sandbox.Client.ResetAsync();
        var clock = new ShiftedClock();
        // The sandbox's time only moves forward, also from test to test.
        clock.Advance((await sandbox.Client.AdvanceAsync(TimeSpan.Zero)).GetProperty("now").GetDateTimeOffset() - clock.GetUtcNow());
        var app = await CaseyApp.StartAsync(
            azurite,
            sandbox,
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                configure?.Invoke(services);
            },
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Local:TaskHub:Enabled"] = "true",
                ["Local:TaskHub:MaxPause"] = "00:00:00.400",
                ["Execution:AttributionWindowHours"] = "0.0166666667",
                ["Execution:Lease"] = "00:00:20",
            });
        var rig = new WatchApp(app, await app.SignInAsync(), sandbox, clock);
        await rig.PollAsync(); // the mailbox's first look, which starts from now
        rig.Person = (await app.Services.GetRequiredService<HubSpotClient>().SearchContactsAsync(new ContactSearch()).FirstAsync(contact => contact.Email is not null)).Email!;
        return rig;
    }

    /// <summary>Executes a new move; answers the execution's id.</summary>
    public async Task<string> ExecuteAsync(string? move = null)
    {
        var id = move ?? (await PostAsync("api/command-queue", new
        {
            title = $"Follow up with somebody, {++moves}",
            action_type = "follow_up",
            action_context = new { kind = "mail", to = Person, to_name = "Ada Lund" },
        })).GetProperty("id").GetString();
        var preview = await PostAsync($"api/command-queue/{id}/preview");
        var done = await PostAsync($"api/command-queue/{id}/execute", new { mode = "draft", confirm_token = preview.GetProperty("confirm_token").GetString() });
        return done.GetProperty("execution").GetProperty("id").GetString()!;
    }

    /// <summary>Executes a new mail to somebody in the mode <c>send</c>; answers the execution, which is held.</summary>
    public async Task<JsonElement> HoldAsync(string to, string? thread = null)
    {
        var move = await AddMailAsync(to, thread);
        var overrides = new { other_recipient = true, second_mail = true };
        var preview = await PostAsync($"api/command-queue/{move}/preview", new { mode = "send", overrides });
        var done = await PostAsync($"api/command-queue/{move}/execute", new { mode = "send", overrides, confirm_token = preview.GetProperty("confirm_token").GetString() });
        return done.GetProperty("execution");
    }

    /// <summary>A move made by hand: a mail to somebody.</summary>
    public async Task<string> AddMailAsync(string to, string? thread = null) => (await PostAsync("api/command-queue", new
    {
        title = $"Write to somebody, {++moves}",
        action_type = "follow_up",
        action_context = new { kind = "mail", to, to_name = "Ada Lund", thread_id = thread },
    })).GetProperty("id").GetString()!;

    /// <summary>Until an execution has a status; the execution then.</summary>
    public async Task<JsonElement> BecomesAsync(string execution, string status)
    {
        JsonElement seen = default;
        await Eventually.TrueAsync(
            async () => (seen = await GetAsync($"api/executions/{execution}")).GetProperty("status").GetString() == status,
            () => $"It did not become {status}: {seen}",
            TimeSpan.FromSeconds(60));
        return seen;
    }

    /// <summary>The user presses send in his mailbox, and the poll sees it.</summary>
    public async Task<string> SendAsync(string execution)
    {
        await sandbox.Client.SendDraftAsync((await GetAsync($"api/executions/{execution}")).GetProperty("result").GetProperty("gmail_draft_id").GetString()!);
        await PollAsync();
        return execution;
    }

    public async Task<string> ExecuteAndSendAsync(string? move = null) => await SendAsync(await ExecuteAsync(move));

    public async Task PollAsync()
    {
        await App.RunTimerAsync("PollGmail");
        await App.DrainAsync("ProcessSignals");
    }

    /// <summary>Time passes, and whoever watches notices.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        time.Advance(by);
        await sandbox.Client.AdvanceAsync(by);
        if (by > TimeSpan.FromHours(1))
        {
            Casey.Dispose();
            Casey = await App.SignInAsync(); // sessions end
        }

        await foreach (var instance in Orchestrations.GetAllInstancesAsync(new([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending])))
        {
            try
            {
                await Orchestrations.RaiseEventAsync(instance.InstanceId, ExecuteAndWatch.Changed);
            }
            catch (ConflictException ended) when (ended.Code == "finished")
            {
                // since it was listed
            }
        }
    }

    public async Task<JsonElement> WatchAsync(string execution) => (await GetAsync($"api/executions/{execution}")).GetProperty("watch");

    /// <summary>Until the orchestration of an execution has ended; its watch then.</summary>
    public async Task<JsonElement> EndAsync(string execution)
    {
        await Eventually.TrueAsync(
            async () => (await Orchestrations.GetInstanceAsync(execution))?.RuntimeStatus == OrchestrationRuntimeStatus.Completed,
            () => $"The orchestration of {execution} has not ended: {Orchestrations.GetInstanceAsync(execution, getInputsAndOutputs: true).GetAwaiter().GetResult()}",
            TimeSpan.FromSeconds(60));
        return await WatchAsync(execution);
    }

    /// <summary>Until the watch is in a state.</summary>
    public Task ReachesAsync(string execution, string state) => Eventually.TrueAsync(
        async () => (await WatchAsync(execution)).GetProperty("state").GetString() == state, () => $"The watch of {execution} did not become {state}.", TimeSpan.FromSeconds(60));

    public async Task<IReadOnlyList<JsonElement>> OutcomesAsync(string type) =>
        [.. (await GetAsync("api/outcomes")).GetProperty("items").EnumerateArray().Where(outcome => outcome.GetProperty("outcome_type").GetString() == type)];

    /// <summary>Follow-ups on the list, put off ones included.</summary>
    public async Task<IReadOnlyList<JsonElement>> FollowUpsAsync()
    {
        await App.DrainAsync("ProcessSignals");
        return [.. (await GetAsync("api/command-queue?limit=200&status=pending,snoozed")).GetProperty("items").EnumerateArray().Where(item => item.GetProperty("signal_type").GetString() == "no_response")];
    }

    public async Task<JsonElement> GetAsync(string path) => await Casey.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        using var answer = await Casey.PostAsJsonAsync(path, body ?? new { });
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, content);
        return JsonSerializer.Deserialize<JsonElement>(content);
    }

    public async ValueTask DisposeAsync()
    {
        Casey.Dispose();
        await App.DisposeAsync();
    }
}
