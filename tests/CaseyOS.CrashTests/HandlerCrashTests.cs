using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>
/// The real program is killed around every outside call of every handler and started again. Nobody presses anything afterwards:
/// the execution ends by itself, succeeded, and each of its effects is in the truth log once.
/// </summary>
public sealed class HandlerCrashTests(AzuriteFixture azurite)
{
    [Fact]
    public Task Execute_KilledAroundEveryOutsideCall_HasEachEffectOnceAndSucceeds() =>
        Lanes.RunAsync(Waves(Kills.Sampled([.. HandlerRows.All.SelectMany(row => row.Stops())])), RunAsync);

    private async Task RunAsync(IReadOnlyList<List<Stop>> waves)
    {
        await using var rig = await CrashRig.StartAsync(azurite, market: false);
        await using var casey = await rig.NewProgramAsync(settings =>
        {
            // The matrix brings its own moves; what the polls would find is not looked at.
            foreach (var poll in (string[])["PollHubSpot", "PollGmail", "PollCalendar", "SweepSignals"])
            {
                settings[$"Schedules__{poll}"] = "0 0 0 1 1 *";
            }

            settings["Execution__HoldWindow"] = "00:00:01";
            settings["Limits__TasksPerHour"] = "1000";
            settings["Limits__MeetingsPerHour"] = "1000";
        });
        using var browser = await casey.SignInAsync();
        var matrix = new Matrix(rig, casey, browser, await FirstAsync(rig, "contacts"), await FirstAsync(rig, "deals"));
        foreach (var wave in waves)
        {
            await matrix.RunAsync(wave);
        }

        await matrix.VerifyAsync();
    }

    // What does not get in each other's way dies together: a start of the program serves several rows.
    private static List<List<Stop>> Waves(IEnumerable<Stop> stops)
    {
        List<List<Stop>> waves = [];
        foreach (var stop in stops)
        {
            if (waves.Find(wave => wave.TrueForAll(stop.GoesWith)) is { } free)
            {
                free.Add(stop);
            }
            else
            {
                waves.Add([stop]);
            }
        }

        return waves;
    }

    private static async Task<string> FirstAsync(CrashRig rig, string type)
    {
        using var http = new HttpClient { BaseAddress = rig.Sandbox };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-hubspot-key");
        var page = await http.GetFromJsonAsync<JsonElement>($"hubspot/crm/objects/2026-09/{type}?limit=1");
        return page.GetProperty("results")[0].GetProperty("id").GetString()!;
    }

    private sealed class Matrix(CrashRig rig, CaseyProgram casey, HttpClient browser, string contact, string deal)
    {
        private readonly SortedDictionary<string, int> expected = new(StringComparer.Ordinal);
        private int moves;

        public async Task RunAsync(IReadOnlyList<Stop> stops)
        {
            List<Run> runs = [];
            foreach (var stop in stops)
            {
                runs.Add(await PrepareAsync(stop));
            }

            await DieAsync(runs, run => run.Stop.Call, runs.Select(run => run.PressAsync(browser)));
            if (stops[0].Moment == Moment.Twice)
            {
                await DieAsync(runs, run => run.Stop.Row.Repair ?? run.Stop.Call, []);
            }

            await rig.Truth.ClearFaultsAsync();
            foreach (var run in runs)
            {
                await EndAsync(run);
            }

            await VerifyAsync($"after {string.Join("; ", stops)}");
        }

        /// <summary>Everything expected has happened once, and nothing else.</summary>
        public async Task VerifyAsync(string when = "in the end")
        {
            // Writing a record again under its execution's id updates it, and the property for that id is made at the first one.
            var made = (await rig.Truth.EffectsAsync()).Where(effect => effect.Kind is not ("property_created" or "task_updated" or "note_updated" or "engagement_updated"));
            var all = made.GroupBy(effect => effect.Kind, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);
            Assert.True(
                expected.All(kind => all.GetValueOrDefault(kind.Key) == kind.Value) && all.Keys.All(kind => expected.ContainsKey(kind)),
                $"{when}: expected {Say(expected)}, and the truth is {Say(all)}.{Environment.NewLine}{casey.Output}");
        }

        private static string Say(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(", ", counts.Select(kind => $"{kind.Value} {kind.Key}"));

        private async Task<Run> PrepareAsync(Stop stop)
        {
            var row = stop.Row;
            var address = string.Create(CultureInfo.InvariantCulture, $"person{moves++}@crash.example");
            var added = await PostAsync(browser, "api/command-queue", new
            {
                title = $"{row.Action} for {address}",
                action_type = row.Action,
                action_context = row.Context?.Invoke(address),
                contact = new { id = contact, name = "Ada Lund" },
                deal = new { id = deal, name = "Northwind lanes 2027" },
            });
            var move = added.Body.GetProperty("id").GetString()!;
            var preview = await PostAsync(browser, $"api/command-queue/{move}/preview", new { mode = row.Mode, overrides = row.Overrides });
            Assert.True(preview.Status == HttpStatusCode.OK, $"{stop}: {(int)preview.Status} {preview.Body}");
            var token = preview.Body.GetProperty("confirm_token").GetString();
            Count(row.Effects);
            if (!stop.Undoing)
            {
                return new(stop, move, $"api/command-queue/{move}/execute", token);
            }

            Count(row.Undone);
            var done = await PostAsync(browser, $"api/command-queue/{move}/execute", row.Confirmed(token));
            Assert.True(done.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, $"{stop}: {(int)done.Status} {done.Body}");
            var run = new Run(stop, move, $"api/executions/{done.Body.GetProperty("execution").GetProperty("id").GetString()}/rollback", null);
            await EndsAsAsync(run, "succeeded");
            return run;
        }

        private void Count(IEnumerable<string> effects)
        {
            foreach (var effect in effects)
            {
                expected[effect] = expected.GetValueOrDefault(effect) + 1;
            }
        }

        // Each call waits where its moment wants it until all have come there.
        private async Task DieAsync(IReadOnlyList<Run> runs, Func<Run, OutsideCall> call, IEnumerable<Task> pressing)
        {
            var since = (await rig.Truth.RequestsAsync()).Max(request => (long?)request.Seq) ?? 0;
            await rig.Truth.ClearFaultsAsync();
            foreach (var run in runs)
            {
                var (provider, method, path) = call(run);
                await rig.Truth.FaultAsync(run.Stop.Moment switch
                {
                    Moment.Before => new { provider, method, path, delayMs = 60_000 },
                    Moment.After => (object)new { provider, method, path, delayMs = 20 },
                    _ => new { provider, method, path, holdMs = 60_000 },
                });
            }

            if (casey.HasEnded)
            {
                await casey.RestartAsync();
            }

            var pressed = pressing.ToList();
            foreach (var group in runs.GroupBy(run => (Call: call(run), run.Stop.Moment)))
            {
                await Eventually.TrueAsync(
                    async () => (await rig.Truth.RequestsAsync(group.Key.Call.Provider, since)).Count(request => Hit(group.Key.Call, group.Key.Moment, request)) >= group.Count()
                        || await RepairedAsync(group),
                    () => $"{group.First().Stop}: the moment did not come.{Environment.NewLine}{casey.Output}",
                    Eventually.OnABusyMachine);
            }

            await casey.KillAsync();
            await Task.WhenAll(pressed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // cut off; how is not what matters
        }

        // On a slow machine the first kill comes so late that the program has repaired it by then.
        private async Task<bool> RepairedAsync(IEnumerable<Run> runs)
        {
            foreach (var run in runs)
            {
                var executions = (await browser.GetFromJsonAsync<JsonElement>($"api/executions?item_id={run.Move}")).GetProperty("items");
                if (run.Stop.Moment != Moment.Twice || !executions.EnumerateArray().Any(execution => execution.GetProperty("status").GetString() == "succeeded"))
                {
                    return false;
                }
            }

            return true;
        }

        private static bool Hit(OutsideCall call, Moment moment, SandboxRequest request) =>
            request.Method == call.Method
            && Regex.IsMatch(request.Path[(request.Provider.Length + 1)..], call.Path, RegexOptions.NonBacktracking)
            && moment switch { Moment.After => request.Status is > 0, Moment.Before => request.Fault == "delay", _ => request.Fault == "hold" };

        private async Task EndAsync(Run run)
        {
            if (casey.HasEnded)
            {
                await casey.RestartAsync();
            }

            if (run.Stop.Undoing)
            {
                // Undoing is the user's: he presses again.
                await Eventually.TrueAsync(
                    async () => (await PostAsync(browser, run.Path, null)).Status == HttpStatusCode.OK, () => $"{run.Stop}: it cannot be undone.{Environment.NewLine}{casey.Output}", Eventually.OnABusyMachine);
            }

            await EndsAsAsync(run, run.Stop.Undoing ? "rolled_back" : "succeeded");
        }

        // What HubSpot could not be told at once, the orchestration tells it later.
        private static bool HubSpotKnows(JsonElement result, bool wanted) => !result.TryGetProperty("hubspot_logged", out var logged) || logged.GetBoolean() == wanted;

        private async Task EndsAsAsync(Run run, string status)
        {
            JsonElement executions = default;
            await Eventually.TrueAsync(
                async () =>
                {
                    executions = (await browser.GetFromJsonAsync<JsonElement>($"api/executions?item_id={run.Move}")).GetProperty("items");
                    if (executions.GetArrayLength() == 0)
                    {
                        // On a slow machine the click itself may have been cut off: nothing was reserved, and the user presses again.
                        await run.PressAsync(browser);
                    }

                    return executions.GetArrayLength() == 1 && executions[0].GetProperty("status").GetString() == status && HubSpotKnows(executions[0].GetProperty("result"), status == "succeeded");
                },
                () => $"{run.Stop}: not {status}, but {executions}.{Environment.NewLine}{casey.Output}",
                Eventually.OnABusyMachine);
            var move = await browser.GetFromJsonAsync<JsonElement>($"api/command-queue/{run.Move}");
            Assert.Equal(status == "succeeded" ? "executed" : status, move.GetProperty("status").GetString());
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(HttpClient browser, string path, object? body)
    {
        using var answer = await browser.PostAsJsonAsync(path, body);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>A move on its way to the moment at which the program dies.</summary>
    private sealed record Run(Stop Stop, string Move, string Path, string? Token)
    {
        /// <summary>Where something has changed since the preview (a briefing tells what the other rows did), he looks at the new one and presses again.</summary>
        public async Task PressAsync(HttpClient browser)
        {
            var answer = await PostAsync(browser, Path, Stop.Undoing ? null : Stop.Row.Confirmed(Token));
            if (answer.Status == HttpStatusCode.Conflict && answer.Body.TryGetProperty("preview", out var changed))
            {
                await PostAsync(browser, Path, Stop.Row.Confirmed(changed.GetProperty("confirm_token").GetString()));
            }
        }
    }
}
