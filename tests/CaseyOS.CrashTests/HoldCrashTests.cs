using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>The program dies while a mail is held, or called off: a timer outlives it, and what was called off is never sent.</summary>
public sealed class HoldCrashTests(AzuriteFixture azurite)
{
    private const string Draft = "^/gmail/v1/users/me/drafts/[^/]+$";

    [Fact]
    public async Task Hold_KilledInItAndAroundItsUndo_SendsOnceOrNever()
    {
        await using var rig = await CrashRig.StartAsync(azurite, market: false);
        await using var casey = await rig.NewProgramAsync(settings => settings["Execution__HoldWindow"] = "00:00:04");
        using var browser = await casey.SignInAsync();

        var sent = await HoldAsync(browser, "sent");
        await casey.KillAsync();
        await casey.RestartAsync();
        await EndsAsync(browser, casey, sent, "succeeded");

        // Inside, before, and after the call that deletes the draft; nobody presses again.
        object[] faults = [new { method = "DELETE", path = Draft, holdMs = 60_000 }, new { method = "DELETE", path = Draft, delayMs = 60_000 }, new { method = "DELETE", path = Draft, delayMs = 1 }];
        var undone = Kills.AreMany ? faults : faults[..1];
        foreach (var fault in undone)
        {
            var held = await HoldAsync(browser, $"called off, {fault}");
            var before = (await rig.Truth.RequestsAsync("google")).Max(request => (long?)request.Seq) ?? 0;
            await rig.Truth.FaultAsync(fault);
            Task undoing = browser.PostAsync(new Uri($"api/executions/{held}/rollback", UriKind.Relative), null);
            await Eventually.TrueAsync(
                async () => (await rig.Truth.RequestsAsync("google", before)).Any(request => request is { Method: "DELETE", Fault: not null }), () => $"{fault}: nothing is deleted.", Eventually.OnABusyMachine);
            await casey.KillAsync();
            await CutOffAsync(undoing);
            await rig.Truth.ClearFaultsAsync();
            await casey.RestartAsync();
            await EndsAsync(browser, casey, held, "cancelled");
        }

        var truth = (await rig.Truth.EffectsAsync()).GroupBy(effect => effect.Kind, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);
        Assert.Equal((undone.Length + 1, undone.Length, 1), (truth["draft_created"], truth["draft_deleted"], truth["mail_sent"]));
        Assert.Empty(await rig.Truth.DraftsAsync());
    }

    // How it ended is not what matters.
    private static async Task CutOffAsync(Task call) => await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static async Task<string> HoldAsync(HttpClient browser, string name)
    {
        var overrides = new { other_recipient = true, second_mail = true };
        var move = await PostAsync(browser, "api/command-queue", new { title = $"A mail that is {name}", action_type = "follow_up", action_context = new { kind = "mail", to = "ada@crash.example" } });
        var path = $"api/command-queue/{move.GetProperty("id").GetString()}";
        var preview = await PostAsync(browser, $"{path}/preview", new { mode = "send", overrides });
        var done = await PostAsync(browser, $"{path}/execute", new { mode = "send", overrides, confirm_token = preview.GetProperty("confirm_token").GetString() });
        Assert.Equal("holding", done.GetProperty("execution").GetProperty("status").GetString());
        return done.GetProperty("execution").GetProperty("id").GetString()!;
    }

    private static async Task EndsAsync(HttpClient browser, CaseyProgram casey, string execution, string status)
    {
        JsonElement seen = default;
        await Eventually.TrueAsync(
            async () => (seen = await browser.GetFromJsonAsync<JsonElement>($"api/executions/{execution}")).GetProperty("status").GetString() == status,
            () => $"Not {status}, but {seen}{Environment.NewLine}{casey.Output}",
            Eventually.OnABusyMachine);
    }

    private static async Task<JsonElement> PostAsync(HttpClient browser, string path, object body)
    {
        using var answer = await browser.PostAsJsonAsync(path, body);
        var content = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, content.ToString());
        return content;
    }
}
