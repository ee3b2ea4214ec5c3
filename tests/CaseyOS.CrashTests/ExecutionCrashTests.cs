using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>The program dies around an outside effect: the mailbox holds exactly one draft per execution, and HubSpot one e-mail.</summary>
public sealed class ExecutionCrashTests(AzuriteFixture azurite)
{
    [Fact]
    public Task Execute_KilledAtEveryLabelledMoment_LeavesExactlyOneDraft() =>
        Lanes.RunAsync(Enumerable.Range(0, Kills.Drafts).Select(kill => (kill, Moments[kill % Moments.Length])), RunAsync);

    private async Task RunAsync(IReadOnlyList<(int Kill, Moment Moment)> kills)
    {
        await using var rig = await CrashRig.StartAsync(azurite);
        await using var casey = await rig.NewProgramAsync();
        using var browser = await casey.SignInAsync();
        await Eventually.TrueAsync(async () => (await MovesAsync(browser)).Count >= 8, () => $"No moves came:{Environment.NewLine}{casey.Output}", Eventually.OnABusyMachine);

        foreach (var (kill, moment) in kills)
        {
            List<JsonElement> moves = [];
            await Eventually.TrueAsync(async () => (moves = await MovesAsync(browser)).Count > 0, () => $"No move is left to execute before kill {kill}.", Eventually.OnABusyMachine);
            await OneRoundAsync(rig, casey, browser, moves[0], moment, kill);
        }
    }

    /// <summary>When to pull the plug; each waits for its moment, given what the sandbox had seen before.</summary>
    private static readonly Moment[] Moments =
    [
        new("at once", (_, _, _) => Task.CompletedTask),
        new("while Gmail is asked for the draft", (rig, _, seen) => RequestedAsync(rig, seen, "POST", "/drafts")),
        new("when the draft is there and the answer under way", (rig, effects, _) => HappenedAsync(rig, effects, "draft_created")),
        new("while HubSpot is told", (rig, _, seen) => RequestedAsync(rig, seen, "POST", "/emails/batch/")),
        new("when HubSpot has it", (rig, effects, _) => HappenedAsync(rig, effects, "engagement_logged")),
    ];

    private static async Task OneRoundAsync(CrashRig rig, CaseyProgram casey, HttpClient browser, JsonElement move, Moment moment, int round)
    {
        var label = $"round {round}, killed {moment.Name}, move \"{move.GetProperty("title")}\"";
        var id = move.GetProperty("id").GetString();
        var effects = (await rig.Truth.EffectsAsync()).Max(effect => (long?)effect.Seq) ?? 0;
        var requests = (await rig.Truth.RequestsAsync()).Max(request => (long?)request.Seq) ?? 0;
        var key = $"crash-{round}";
        var preview = await PostAsync(browser, $"api/command-queue/{id}/preview", new { mode = "draft" }, null);
        var body = new { mode = "draft", confirm_token = preview.Body.GetProperty("confirm_token").GetString() };

        // Slow calls make the moments wide enough to be met.
        await rig.Truth.FaultAsync(new { provider = "google", method = "POST", path = "/gmail/v1/users/me/drafts", delayMs = 150 });
        await rig.Truth.FaultAsync(new { provider = "hubspot", method = "POST", path = "^/crm/.*/emails/batch/", delayMs = 150 });
        var cutOff = PostAsync(browser, $"api/command-queue/{id}/execute", body, key);
        await moment.WaitAsync(rig, effects, requests);
        await casey.KillAsync();
        await IgnoreAsync(cutOff);
        await rig.Truth.ClearFaultsAsync();
        await casey.RestartAsync();

        // The user presses the button again: same request, same key.
        JsonElement execution = default;
        (HttpStatusCode Status, JsonElement Body) answer = default;
        await Eventually.TrueAsync(
            async () =>
            {
                answer = await PostAsync(browser, $"api/command-queue/{id}/execute", body, key);
                if (answer.Status == HttpStatusCode.Conflict && answer.Body.TryGetProperty("preview", out var changed))
                {
                    // Nothing was reserved, and the market has moved on: the user looks at the new preview and presses again.
                    body = new { mode = "draft", confirm_token = changed.GetProperty("confirm_token").GetString() };
                }

                return answer.Status == HttpStatusCode.OK
                    && answer.Body.TryGetProperty("execution", out execution)
                    && execution.GetProperty("status").GetString() == "succeeded"
                    && execution.GetProperty("result").GetProperty("hubspot_logged").GetBoolean();
            },
            () => $"{label}: no success after the restart, last answer {(int)answer.Status} {answer.Body}{Environment.NewLine}{casey.Output}",
            Eventually.OnABusyMachine);

        var after = await rig.Truth.EffectsAsync(since: effects);
        Assert.True(after.Count(effect => effect.Kind == "draft_created") == 1, $"{label}: {after.Count(effect => effect.Kind == "draft_created")} drafts");
        Assert.True(after.Count(effect => effect.Kind == "engagement_logged") == 1, $"{label}: {after.Count(effect => effect.Kind == "engagement_logged")} e-mails in HubSpot");
        Assert.DoesNotContain(after, effect => effect.Kind == "mail_sent" && effect.Actor == "api");
        Assert.Contains(await rig.Truth.DraftsAsync(), draft => draft.DraftId == execution.GetProperty("result").GetProperty("gmail_draft_id").GetString());
    }

    private static Task RequestedAsync(CrashRig rig, long since, string method, string pathPart) => Eventually.TrueAsync(
        async () => (await rig.Truth.RequestsAsync(since: since)).Any(request => request.Method == method && request.Path.Contains(pathPart, StringComparison.Ordinal)),
        () => $"{method} …{pathPart} was not asked",
        Eventually.OnABusyMachine);

    private static Task HappenedAsync(CrashRig rig, long since, string kind) => Eventually.TrueAsync(
        async () => (await rig.Truth.EffectsAsync(kind, since)).Count > 0, () => $"{kind} did not happen", Eventually.OnABusyMachine);

    private static async Task<List<JsonElement>> MovesAsync(HttpClient browser)
    {
        var page = await browser.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending&limit=200");
        return [.. page.GetProperty("items").EnumerateArray().Where(move =>
            move.GetProperty("can_execute").GetBoolean() && move.GetProperty("action_context").TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.String)];
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(HttpClient browser, string path, object body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>The call that was cut off ends somehow; how is not what matters.</summary>
    private static async Task IgnoreAsync(Task call) => await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed record Moment(string Name, Func<CrashRig, long, long, Task> WaitAsync);
}
