using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.CrashTests;

/// <summary>
/// The program dies again and again while it looks after executions, from the click to the follow-up: every orchestration comes
/// to its end, there is one draft and one HubSpot record per execution, each outcome is recorded once, and each silence is followed up once.
/// </summary>
public sealed class WatchCrashTests(AzuriteFixture azurite)
{
    private const int KillsPerWave = 20;
    private const int KillsPerRun = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public Task ExecuteAndWatch_KilledAtEveryStep_EndsWithEveryEffectAndOutcomeOnce() =>
        Lanes.RunAsync(Enumerable.Range(0, Kills.Watches).Chunk(KillsPerWave).Select(wave => wave.Length), RunAsync);

    private async Task RunAsync(IReadOnlyList<int> waves)
    {
        await using var rig = await CrashRig.StartAsync(azurite, market: false);
        var storage = "";
        await using var casey = await rig.NewProgramAsync(settings =>
        {
            storage = settings["Storage__ConnectionString"];
            settings["Execution__AttributionWindowHours"] = "0.002"; // seven seconds
            settings["Schedules__PollGmail"] = "*/1 * * * * *";
        });
        using var browser = await casey.SignInAsync();
        foreach (var (number, kills) in waves.Index())
        {
            await new Wave(rig, casey, browser, new StorageProbe(storage), number, kills).RunAsync();
        }
    }

    /// <summary>Some executions side by side, and the kills that they have to survive.</summary>
    private sealed class Wave(CrashRig rig, CaseyProgram casey, HttpClient browser, StorageProbe probe, int number, int kills)
    {
        private readonly Dictionary<string, string> people = new(StringComparer.Ordinal);
        private readonly List<(string Move, object Body)> wishes = [];
        private readonly List<string> done = [];
        private long effects;
        private long requests;

        /// <summary>The moments, in the order in which a wave passes them. One that has passed already is met at once.</summary>
        private (string Name, Func<Task<bool>> Reached)[] Executing(int before) =>
        [
            ("at once", () => Task.FromResult(true)),
            ("reserved", async () => await probe.CountAsync("Queue", "exec|") > before),
            ("started", async () => await probe.CountAsync("TaskHub", "open") > 0),
            ("Gmail is asked", () => RequestedAsync("/drafts")),
            ("the draft is made", () => HappenedAsync("draft_created", 1)),
            ("HubSpot is asked", () => RequestedAsync("/emails/batch/")),
            ("HubSpot is told", () => HappenedAsync("engagement_logged", 1)),
            ("half the drafts are made", () => HappenedAsync("draft_created", Runs / 2)),
            ("performed, as the orchestration knows", async () => await probe.CountAsync("TaskHub", "timer|") >= Runs / 2),
            ("all drafts are made", () => HappenedAsync("draft_created", Runs)),
        ];

        private (string Name, Func<Task<bool>> Reached)[] Watching(int outcomes, int followed, int hashes, int ended) =>
        [
            ("sent", () => Task.FromResult(true)),
            ("the sending is seen", async () => await probe.CountAsync("Queue", "sent|") >= (number * Runs) + 1),
            ("an activity runs", async () => await probe.CountAsync("TaskHub", "activity|") > 0),
            ("all sendings are seen", async () => await probe.CountAsync("Queue", "sent|") >= (number + 1) * Runs),
            ("an outcome is recorded", async () => await probe.CountAsync("Outcomes", "event|") > outcomes),
            ("an orchestration has ended", async () => await probe.CountAsync("TaskHub", "state-output") > ended),
            ("a follow-up is counted", async () => await probe.CountAsync("Queue", "followed|") > followed),
            ("a follow-up is there", async () => await probe.CountAsync("Queue", "hash|") > hashes),
            ("half the outcomes are recorded", async () => await probe.CountAsync("Outcomes", "event|") >= outcomes + (Runs / 2)),
            ("half the orchestrations have ended", async () => await probe.CountAsync("TaskHub", "state-output") >= ended + (Runs / 2)),
        ];

        private int Runs => kills / KillsPerRun;

        public async Task RunAsync()
        {
            effects = (await rig.Truth.EffectsAsync()).Max(effect => (long?)effect.Seq) ?? 0;
            requests = (await rig.Truth.RequestsAsync()).Max(request => (long?)request.Seq) ?? 0;
            var ended = await probe.CountAsync("TaskHub", "state-output");
            await PrepareAsync();

            // Slow calls make the moments wide enough to be met.
            await rig.Truth.FaultAsync(new { provider = "google", method = "POST", path = "/gmail/v1/users/me/drafts", delayMs = 150, times = -1 });
            await rig.Truth.FaultAsync(new { provider = "hubspot", method = "POST", path = "^/crm/.*/emails/batch/", delayMs = 150, times = -1 });
            await KillAsync(Every(Executing(await probe.CountAsync("Queue", "exec|"))), PressAsync);
            await rig.Truth.ClearFaultsAsync();
            await DraftedAsync();

            var (outcomes, followed, hashes) = (await probe.CountAsync("Outcomes", "event|"), await probe.CountAsync("Queue", "followed|"), await probe.CountAsync("Queue", "hash|"));
            await SendAsync();
            await KillAsync(Every(Watching(outcomes, followed, hashes, ended)), () => Task.CompletedTask);
            await VerifyAsync(ended);
        }

        // Fewer kills meet fewer moments, spread over all of them.
        private IEnumerable<(string Name, Func<Task<bool>> Reached)> Every((string Name, Func<Task<bool>> Reached)[] moments) =>
            Enumerable.Range(0, kills / 2).Select(kill => moments[kill * moments.Length / (kills / 2)]);

        private async Task PrepareAsync()
        {
            for (var run = 0; run < Runs; run++)
            {
                var person = string.Create(CultureInfo.InvariantCulture, $"person{run}.wave{number}@crash.example");
                var added = await PostAsync("api/command-queue", new { title = $"Write to {person}", action_type = "follow_up", action_context = new { kind = "mail", to = person, to_name = "Ada Lund" } });
                var move = added.Body.GetProperty("id").GetString()!;
                var preview = await PostAsync($"api/command-queue/{move}/preview", new { mode = "draft" });
                Assert.True(preview.Status == HttpStatusCode.OK, $"{(int)preview.Status} {preview.Body}");
                people[move] = person;
                wishes.Add((move, new { mode = "draft", confirm_token = preview.Body.GetProperty("confirm_token").GetString() }));
            }
        }

        private async Task KillAsync(IEnumerable<(string Name, Func<Task<bool>> Reached)> moments, Func<Task> meanwhile)
        {
            foreach (var (name, reached) in moments)
            {
                var acting = meanwhile();
                try
                {
                    await Eventually.TrueAsync(reached, () => name, Patience);
                }
                catch (TimeoutException)
                {
                    TestContext.Current.TestOutputHelper?.WriteLine($"Wave {number}: not met in time, killed all the same: {name}");
                }

                await casey.KillAsync();
                await acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // cut off; how is not what matters
                await casey.RestartAsync();
            }
        }

        // What the user does whose page shows no result: the same request, under the same key.
        private Task PressAsync() => Task.WhenAll(wishes.Select(wish => PostAsync($"api/command-queue/{wish.Move}/execute", wish.Body, $"crash-{wish.Move}")));

        private Task DraftedAsync() => Eventually.TrueAsync(
            async () =>
            {
                await PressAsync();
                var executions = await ExecutionsAsync();
                return executions.Count == Runs && executions.All(execution => execution.GetProperty("status").GetString() == "succeeded");
            },
            () => $"Wave {number}: not all executions succeeded.{Environment.NewLine}{casey.Output}",
            Eventually.OnABusyMachine);

        // Every other one is answered at once.
        private async Task SendAsync()
        {
            foreach (var (execution, index) in (await ExecutionsAsync()).Select((execution, index) => (execution, index)))
            {
                await rig.Truth.SendDraftAsync(execution.GetProperty("result").GetProperty("gmail_draft_id").GetString()!);
                if (index % 2 == 0)
                {
                    var person = people[execution.GetProperty("item_id").GetString()!];
                    await rig.Truth.ReplyAsync(person);
                    done.Add(person);
                }
            }
        }

        private async Task VerifyAsync(int ended)
        {
            await Eventually.TrueAsync(
                async () => await probe.CountAsync("TaskHub", "state-output") == ended + Runs,
                () => $"Wave {number}: not all orchestrations ended.{Environment.NewLine}{casey.Output}",
                Eventually.OnABusyMachine);
            var executions = await ExecutionsAsync();
            List<JsonElement> followUps = [];
            await Eventually.TrueAsync(
                async () => (followUps = await FollowUpsAsync()).Count >= Runs - done.Count,
                () => $"Wave {number}: {followUps.Count} follow-ups for {Runs - done.Count} silences.{Environment.NewLine}{casey.Output}",
                Eventually.OnABusyMachine);
            var outcomes = await AllAsync("api/outcomes?limit=200");
            Assert.All(executions, execution =>
            {
                var (id, person) = (execution.GetProperty("id").GetString(), people[execution.GetProperty("item_id").GetString()!]);
                var expected = done.Contains(person) ? "email_replied" : "no_response";
                var watch = execution.GetProperty("watch");
                Assert.Equal(("ended", done.Contains(person) ? "replied" : "no_response"), (watch.GetProperty("state").GetString(), watch.GetProperty("ended_because").GetString()));
                Assert.Single(outcomes, outcome => outcome.GetProperty("execution_id").GetString() == id && outcome.GetProperty("outcome_type").GetString() is "email_replied" or "no_response");
                Assert.Single(outcomes, outcome => outcome.GetProperty("execution_id").GetString() == id && outcome.GetProperty("outcome_type").GetString() == expected);
                Assert.Equal(expected == "no_response" ? 1 : 0, followUps.Count(move => move.GetProperty("action_context").GetProperty("to").GetString() == person));
            });

            var truth = await rig.Truth.EffectsAsync(since: effects);
            Assert.Equal((Runs, Runs), (truth.Count(effect => effect.Kind == "draft_created"), truth.Count(effect => effect.Kind == "engagement_logged")));
            Assert.DoesNotContain(truth, effect => effect.Kind == "mail_sent" && effect.Actor == "api");
            Assert.Equal(0, await probe.CountAsync("Queue", "start|"));
            Assert.Equal(0, await probe.CountAsync("Queue", "watch|"));
        }

        private async Task<List<JsonElement>> ExecutionsAsync() =>
            [.. (await AllAsync("api/executions?limit=200")).Where(execution => people.ContainsKey(execution.GetProperty("item_id").GetString()!) && execution.GetProperty("status").GetString() != "failed")];

        private async Task<List<JsonElement>> FollowUpsAsync() =>
            [.. (await AllAsync("api/command-queue?status=pending,snoozed&limit=200"))
                .Where(move => move.GetProperty("signal_type").GetString() == "no_response" && people.ContainsValue(move.GetProperty("action_context").GetProperty("to").GetString()!))];

        private async Task<List<JsonElement>> AllAsync(string path)
        {
            List<JsonElement> all = [];
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await browser.GetFromJsonAsync<JsonElement>($"{path}&cursor={Uri.EscapeDataString(cursor)}");
                all.AddRange(page.GetProperty("items").EnumerateArray());
                cursor = page.GetProperty("next_cursor").GetString();
            }

            return all;
        }

        private async Task<bool> RequestedAsync(string pathPart) =>
            (await rig.Truth.RequestsAsync(since: requests)).Any(request => request.Method == "POST" && request.Path.Contains(pathPart, StringComparison.Ordinal));

        private async Task<bool> HappenedAsync(string kind, int times) => (await rig.Truth.EffectsAsync(kind, effects)).Count >= times;

        private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, string? key = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            using var answer = await browser.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
        }
    }
}
