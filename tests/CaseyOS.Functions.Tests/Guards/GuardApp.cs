using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Guards;

/// <summary>The running program with a clock that a test may move, executed over HTTP as the page does it.</summary>
internal sealed class GuardApp : IAsyncDisposable
{
    private int moves;

    private GuardApp(CaseyApp app, HttpClient casey, OffsetClock clock) => (App, Casey, Clock) = (app, casey, clock);

    public CaseyApp App { get; }

    public HttpClient Casey { get; }

    public OffsetClock Clock { get; }

    private Related Contact { get; set; } = null!;

    public static async Task<GuardApp> StartAsync(AzuriteFixture azurite, SandboxFixture sandbox, params (string Name, string Value)[] settings)
    {
        var clock = new OffsetClock();
        var chosen = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Resilience:BaseDelay"] = "00:00:00.020",
            ["Resilience:MinimumThroughput"] = "1000", // the connectors' own circuits are tested elsewhere
            ["Execution:RetryDelay"] = "00:00:00.010",
        };
        foreach (var (name, value) in settings)
        {
            chosen[name] = value;
        }

        var app = await CaseyApp.StartAsync(azurite, sandbox, services => services.AddSingleton<TimeProvider>(clock), chosen);
        var guarded = new GuardApp(app, await app.SignInAsync(), clock);
        var person = await app.Services.GetRequiredService<HubSpotClient>().SearchContactsAsync(new ContactSearch()).FirstAsync(contact => contact.Email is not null);
        guarded.Contact = new(person.Id, person.DisplayName);
        return guarded;
    }

    /// <summary>A new move that was previewed; what confirms it.</summary>
    public async Task<Confirmed> ConfirmAsync(string action = "follow_up")
    {
        var number = Interlocked.Increment(ref moves);
        var kind = action switch { "follow_up" => "mail", "book_meeting" => "meeting", _ => null };
        var context = kind is null ? null : new { kind, to = $"person{number}@guards.example", to_name = "Ada Lund" };
        var (status, move) = await Casey.PostAsJsonAsync(
            "api/command-queue", new { title = $"{action} {number}", action_type = action, action_context = context, contact = new { id = Contact.Id, name = Contact.Name } }).ReadAsync();
        Assert.True(status == 201, move.ToString());
        var id = move.Text("id");
        var (shown, preview) = await Casey.PostAsync($"api/command-queue/{id}/preview", null).ReadAsync();
        Assert.True(shown == 200, preview.ToString());
        return new(id, preview.Text("confirm_token"));
    }

    /// <summary>So many of them, side by side.</summary>
    public async Task<IReadOnlyList<Confirmed>> ConfirmManyAsync(int count, string action = "follow_up") =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => ConfirmAsync(action)));

    public async Task<Answer> ExecuteAsync(Confirmed move, string? key = null, string query = "", HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/command-queue/{move.Id}/execute{query}") { Content = JsonContent.Create(new { mode = "draft", confirm_token = move.Token }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await (by ?? Casey).SendAsync(request);
        return new((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<Answer> ExecuteNewAsync(string action = "follow_up") => await ExecuteAsync(await ConfirmAsync(action));

    public async ValueTask DisposeAsync()
    {
        Casey.Dispose();
        await App.DisposeAsync();
    }

    private sealed record Related(string Id, string Name);
}

/// <summary>A move and what confirms it.</summary>
internal sealed record Confirmed(string Id, string Token);

/// <summary>What executing answered.</summary>
internal sealed record Answer(int Status, TimeSpan? RetryAfter, JsonElement Body)
{
    /// <summary>The code of the problem; null when there is none.</summary>
    public string? Code => Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement Execution => Body.GetProperty("execution");
}
