using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Outcomes;

/// <summary>Detect, decide, do, learn: the whole program, from HubSpot's data to the reply on the move.</summary>
public sealed class LoopTests(SandboxFixture sandbox, AzuriteFixture azurite) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Reply_ToAMailThatTheUserSent_IsShownOnTheMoveOnce()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await PollAsync(app, "PollHubSpot", "SweepSignals", "PollGmail");
        var today = (await casey.GetFromJsonAsync<JsonElement>("api/command-queue/today")).GetProperty("today_moves").EnumerateArray().ToList();
        Assert.True(today.Count >= 8, $"Only {today.Count} moves.");
        var move = today.First(move => move.GetProperty("can_execute").GetBoolean() && move.GetProperty("action_context").GetProperty("kind").GetString() == "mail").GetProperty("id").GetString()!;

        var preview = await PostAsync(casey, $"api/command-queue/{move}/preview");
        var done = await PostAsync(casey, $"api/command-queue/{move}/execute", new { mode = "draft", confirm_token = preview.GetProperty("confirm_token").GetString() });
        await sandbox.Client.SendDraftAsync(done.GetProperty("execution").GetProperty("result").GetProperty("gmail_draft_id").GetString()!);
        await sandbox.Client.ReplyAsync(preview.GetProperty("preview").GetProperty("to").GetString()!);

        await Eventually.TrueAsync(
            async () =>
            {
                await PollAsync(app, "PollGmail");
                return await OutcomeOfAsync(casey, move) is not null;
            },
            () => "The reply did not become an outcome.");
        await PollAsync(app, "PollGmail", "DetectOutcomes");

        Assert.Equal("email_replied", (await OutcomeOfAsync(casey, move))!.Value.GetProperty("type").GetString());
        Assert.Equal("completed", (await casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{move}")).GetProperty("status").GetString());
        var outcomes = (await casey.GetFromJsonAsync<JsonElement>("api/outcomes")).GetProperty("items").EnumerateArray().ToList();
        Assert.Single(outcomes, outcome => outcome.GetProperty("outcome_type").GetString() == "email_replied");
        Assert.All(outcomes, outcome => Assert.Equal(move, outcome.GetProperty("queue_item_id").GetString()));
        var answered = await casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{move}");
        var queue = await casey.GetFromJsonAsync<JsonElement>("api/command-queue?limit=200");
        var answer = Assert.Single(queue.GetProperty("items").EnumerateArray(), item => item.GetProperty("signal_type").GetString() == "email_replied");
        Assert.Equal(answered.GetProperty("deal_id").GetString(), answer.GetProperty("deal_id").GetString());
        Assert.DoesNotContain("unknown", answer.GetProperty("drivers")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        var stats = await casey.GetFromJsonAsync<JsonElement>("api/dashboard/stats");
        Assert.Equal((1, 1, 0, 1), (Number(stats, "replies_today"), Number(stats, "completed_today"), Number(stats, "drafted_today"), Number(stats, "sent_today")));
        Assert.True(Number(stats, "signals_today") >= today.Count);
    }

    [Fact]
    public async Task Preview_EveryExecutableMove_ReadsLikeWhatItIs()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await PollAsync(app, "PollHubSpot", "SweepSignals");
        var moves = (await casey.GetFromJsonAsync<JsonElement>("api/command-queue?limit=200")).GetProperty("items").EnumerateArray()
            .Where(move => move.GetProperty("can_execute").GetBoolean()).ToList();
        Assert.NotEmpty(moves);

        foreach (var move in moves)
        {
            var mail = (await PostAsync(casey, $"api/command-queue/{move.GetProperty("id").GetString()}/preview")).GetProperty("preview");
            var body = mail.TryGetProperty("body", out var text) ? text.GetString()! : "";
            TestContext.Current.TestOutputHelper?.WriteLine($"{mail.GetProperty("subject").GetString()}\n{body}\n");
            switch (mail.GetProperty("kind").GetString())
            {
                case "mail":
                    Assert.True(body.Length > 100, body);
                    Assert.StartsWith("Hi ", body, StringComparison.Ordinal);
                    Assert.EndsWith("\nCasey", body, StringComparison.Ordinal);
                    break;
                case "drafts":
                    Assert.All(mail.GetProperty("drafts").EnumerateArray(), draft => Assert.NotEmpty(draft.GetProperty("text").GetString()!));
                    break;
                case "escalation":
                case "task":
                    Assert.Contains("Why: ", body, StringComparison.Ordinal);
                    break;
                case "note":
                    // A briefing or a health report: more than a heading.
                    Assert.True(body.Split('\n').Length > 3, body);
                    break;
                case var other:
                    Assert.Fail($"A preview of the kind {other} is not looked at here.");
                    break;
            }
        }
    }

    private static async Task PollAsync(CaseyApp app, params string[] timers)
    {
        foreach (var timer in timers)
        {
            await app.RunTimerAsync(timer);
            await app.DrainAsync("ProcessSignals");
        }
    }

    private static async Task<JsonElement?> OutcomeOfAsync(HttpClient casey, string move) =>
        (await casey.GetFromJsonAsync<JsonElement>($"api/command-queue/{move}")).GetProperty("outcome") is { ValueKind: JsonValueKind.Object } outcome ? outcome : null;

    private static int Number(JsonElement stats, string name) => stats.GetProperty(name).GetInt32();

    private static async Task<JsonElement> PostAsync(HttpClient casey, string path, object? body = null)
    {
        using var answer = await casey.PostAsJsonAsync(path, body ?? new { });
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, content);
        return JsonSerializer.Deserialize<JsonElement>(content);
    }
}
