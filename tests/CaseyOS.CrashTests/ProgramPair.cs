using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;

namespace CaseyOS.CrashTests;

/// <summary>Two programs that share storage and the key of the key ring, with one user signed in at both.</summary>
internal sealed class ProgramPair(CaseyProgram[] programs, HttpClient[] browsers) : IAsyncDisposable
{
    public static async Task<ProgramPair> StartAsync(CrashRig rig, Action<IDictionary<string, string>> change)
    {
        IDictionary<string, string>? shared = null;
        var first = await rig.NewProgramAsync(settings =>
        {
            foreach (var poll in (string[])["PollHubSpot", "PollGmail", "PollCalendar", "SweepSignals"])
            {
                settings[$"Schedules__{poll}"] = "0 0 0 1 1 *";
            }

            settings["Execution__AnswerWithin"] = "00:00:30";
            settings["Execution__Timeout"] = "00:00:05";
            settings["Execution__Lease"] = "00:00:10";
            change(settings);
            shared = new Dictionary<string, string>(settings, StringComparer.Ordinal);
        });
        var second = await CaseyProgram.StartAsync(settings =>
        {
            foreach (var (name, value) in shared!.Where(setting => setting.Key is not ("Local__Port" or "Local__SandboxPort" or "Local__StoragePort")))
            {
                settings[name] = value;
            }
        });
        return new([first, second], [await first.SignInAsync(), await second.SignInAsync()]);
    }

    public Task KillAsync(int which) => programs[which].KillAsync();

    public Task RestartAsync(int which) => programs[which].RestartAsync();

    public async Task<IReadOnlyList<Wish>> ConfirmAsync(int count)
    {
        List<Wish> wishes = [];
        for (var number = 0; number < count; number++)
        {
            var browser = browsers[number % 2];
            using var added = await browser.PostAsJsonAsync("api/command-queue", new { title = $"Write to person {number}", action_type = "follow_up", action_context = new { kind = "mail", to = $"person{number}@pair.example" } });
            var id = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            using var preview = await browser.PostAsync($"api/command-queue/{id}/preview", null);
            wishes.Add(new(id, (await preview.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("confirm_token").GetString()!, number % 2));
        }

        return wishes;
    }

    /// <summary>Executes on the other program than the one that showed the preview.</summary>
    public async Task<Heard> ExecuteAsync(Wish wish)
    {
        using var answer = await browsers[1 - wish.ShownBy].PostAsJsonAsync($"api/command-queue/{wish.Move}/execute{wish.Query}", new { mode = "draft", confirm_token = wish.Token });
        return new((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task StopAsync(int which) => (await browsers[which].PostAsJsonAsync("api/admin/actions/stop", new { reason = "drill" })).EnsureSuccessStatusCode().Dispose();

    public async Task ResumeAsync(int which) => (await browsers[which].PostAsync("api/admin/actions/resume", null)).EnsureSuccessStatusCode().Dispose();

    public async Task<int> CountAsync(string status) =>
        (await browsers[0].GetFromJsonAsync<JsonElement>($"api/executions?status={status}&limit=200")).GetProperty("items").GetArrayLength();

    public Task SucceedAsync(int count) => Eventually.TrueAsync(
        async () => await CountAsync("succeeded") == count && await CountAsync("performing") + await CountAsync("logging") == 0,
        () => $"Not all succeeded.{Environment.NewLine}{programs[0].Output}{Environment.NewLine}{programs[1].Output}",
        Eventually.OnABusyMachine);

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers)
        {
            browser.Dispose();
        }

        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }
    }
}

/// <summary>A move that was previewed on one program.</summary>
internal sealed record Wish(string Move, string Token, int ShownBy)
{
    public string Query { get; init; } = "";
}

/// <summary>What a program answered.</summary>
internal sealed record Heard(int Status, TimeSpan? RetryAfter, JsonElement Body)
{
    public string? ExecutionStatus => Body.TryGetProperty("execution", out var execution) ? execution.GetProperty("status").GetString() : null;
}
