using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Poison;

/// <summary>Messages that nobody could process: seen with their reason, sent again or thrown away, and never in the others' way.</summary>
public sealed class PoisonTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Broken = """{"signals":[{"type":"nonsense"}]}""";

    [Fact]
    public async Task Poison_AfterFiveTries_IsListedWithItsReasonAndHeldUpNobody()
    {
        await using var app = await StartAsync();
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("SweepSignals");
        await PoisonAsync(app, Broken);

        var list = await casey.GetFromJsonAsync<JsonElement>("api/signals/poison");

        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(1, list.GetProperty("total").GetInt32());
        Assert.Equal("signals", item.GetProperty("queue").GetString());
        Assert.StartsWith("Unreadable message", item.GetProperty("what").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("The message cannot be read", item.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True((await casey.GetFromJsonAsync<JsonElement>("api/command-queue")).GetProperty("items").GetArrayLength() > 0);
        Assert.Equal(1, (await casey.GetFromJsonAsync<JsonElement>("api/signals/status")).GetProperty("poisoned").GetInt32());
        using var ready = await casey.GetAsync("ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        var report = await ready.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("degraded", report.GetProperty("status").GetString());
        Assert.Contains("1 in signals-poison", report.GetProperty("checks").GetProperty("poison").GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_One_GoesBackWithItsAttemptsAtZeroAndTheOthersStay()
    {
        await using var app = await StartAsync();
        using var casey = await app.SignInAsync();
        var raise = new OrchestrationCommand(OrchestrationCommandKind.Raise, "watch-1", "Outcome", Attempt: OrchestrationCommand.MaxAttempts);
        await SendAsync(app, "orchestrations-poison", raise.Encode(), (raise with { InstanceId = "watch-2" }).Encode());
        var items = await ItemsAsync(casey);
        var first = items.Single(item => item.GetProperty("what").GetString() == "Raise watch-1 (Outcome)");

        using var answer = await casey.PostAsync($"api/signals/poison/{first.GetProperty("id").GetString()}/retry", null);
        using var again = await casey.PostAsync($"api/signals/poison/{first.GetProperty("id").GetString()}/retry", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        var back = Assert.Single(await ReceiveAsync(app, OrchestrationCommand.Queue));
        Assert.Equal(raise with { Attempt = 0 }, OrchestrationCommand.Decode(back));
        Assert.Equal("Raise watch-2 (Outcome)", Assert.Single(await ItemsAsync(casey)).GetProperty("what").GetString());
    }

    [Fact]
    public async Task RetryAll_AfterTheCauseIsGone_ProcessesThem()
    {
        await using var app = await StartAsync();
        using var casey = await app.SignInAsync();
        await app.RunTimerAsync("SweepSignals");
        var waiting = await ReceiveAsync(app, SignalMessage.Queue);
        await SendAsync(app, "signals-poison", [.. waiting]);
        Assert.All(await ItemsAsync(casey), item => Assert.Contains(" signal", item.GetProperty("what").GetString(), StringComparison.Ordinal));

        using var answer = await casey.PostAsync("api/signals/poison/retry", null);
        await app.DrainAsync("ProcessSignals");

        Assert.Equal(waiting.Count, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messages").GetInt32());
        Assert.Empty(await ItemsAsync(casey));
        Assert.True((await casey.GetFromJsonAsync<JsonElement>("api/command-queue")).GetProperty("items").GetArrayLength() >= 8);
    }

    [Fact]
    public async Task Discard_One_IsGoneForGood()
    {
        await using var app = await StartAsync();
        using var casey = await app.SignInAsync();
        await SendAsync(app, "signals-poison", Broken);
        var id = Assert.Single(await ItemsAsync(casey)).GetProperty("id").GetString();

        using var answer = await casey.PostAsync($"api/signals/poison/{id}/discard", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await ItemsAsync(casey));
        Assert.Empty(await ReceiveAsync(app, SignalMessage.Queue));
    }

    [Fact]
    public async Task Change_OfAnyKind_IsInTheAuditTrailBeforeAndAfter()
    {
        await using var app = await StartAsync();
        using var casey = await app.SignInAsync();
        await SendAsync(app, "signals-poison", Broken, Broken, Broken);
        var ids = (await ItemsAsync(casey)).Select(message => message.GetProperty("id").GetString()!).ToList();

        foreach (var path in (string[])[$"{ids[0]}/discard", $"{ids[1]}/retry", "retry", "signals.nobody/retry"])
        {
            (await casey.PostAsync($"api/signals/poison/{path}", null)).Dispose();
        }

        var entries = (await casey.GetFromJsonAsync<JsonElement>("api/audit?installation=true")).GetProperty("items").EnumerateArray().Reverse();
        (string, string)[] expected =
        [
            ("poison_discarding", $"message {ids[0]}"), ("poison_discarded", $"message {ids[0]}"),
            ("poison_retrying", $"message {ids[1]}"), ("poison_retried", $"message {ids[1]}"),
            ("poison_retrying", "all messages"), ("poison_retried", "all messages"),
            ("poison_retrying", "message signals.nobody"), ("poison_retrying_failed", "message signals.nobody"),
        ];
        Assert.Equal(expected, entries.Select(entry => (entry.GetProperty("what").GetString()!, entry.GetProperty("target").GetString()!)));
    }

    [Fact]
    public async Task Poison_ForOthers_IsClosedAndUnknownOnesAre404()
    {
        await using var app = await StartAsync();
        using var casey = await app.SignInAsync();
        using var alex = await app.SignInAsync("alex@dwtb.example");

        using var refused = await alex.GetAsync("api/signals/poison");
        using var unknown = await casey.PostAsync("api/signals/poison/signals.nobody/discard", null);
        using var nonsense = await casey.PostAsync("api/signals/poison/nonsense/retry", null);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nonsense.StatusCode);
    }

    private Task<CaseyApp> StartAsync() => CaseyApp.StartAsync(azurite, sandbox);

    // Five failing tries without the pauses between them.
    private static async Task PoisonAsync(CaseyApp app, string text)
    {
        await SendAsync(app, SignalMessage.Queue, text);
        await Queue(app, "signals-poison").CreateIfNotExistsAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await app.DrainAsync("ProcessSignals", hidden: TimeSpan.FromSeconds(1));
                return (await Queue(app, "signals-poison").PeekMessagesAsync(1)).Value.Length > 0;
            },
            () => "The message is not given up.",
            TimeSpan.FromSeconds(60));
    }

    private static QueueClient Queue(CaseyApp app, string name) => app.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(name);

    private static async Task SendAsync(CaseyApp app, string name, params string[] texts)
    {
        await Queue(app, name).CreateIfNotExistsAsync();
        foreach (var text in texts)
        {
            await Queue(app, name).SendMessageAsync(text);
        }
    }

    private static async Task<IReadOnlyList<string>> ReceiveAsync(CaseyApp app, string name)
    {
        await Queue(app, name).CreateIfNotExistsAsync();
        var messages = (await Queue(app, name).ReceiveMessagesAsync(32)).Value;
        foreach (var message in messages)
        {
            await Queue(app, name).DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        return [.. messages.Select(message => message.MessageText)];
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("api/signals/poison")).GetProperty("items").EnumerateArray()];
}
