using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace CaseyOS.Testing.Sandbox;

/// <summary>The sandbox's own API: what really happened, what is to go wrong, and what its people do.</summary>
public sealed class SandboxClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Root of everything that the sandbox answers.</summary>
    public Uri Address => address;

    /// <summary>Effects in order, of one kind or of all, after a sequence number.</summary>
    public async Task<IReadOnlyList<SandboxEffect>> EffectsAsync(string? kind = null, long since = 0)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>($"sandbox/effects?kind={kind}&since={since.ToString(CultureInfo.InvariantCulture)}");
        return answer.GetProperty("effects").Deserialize<List<SandboxEffect>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Requests that the providers received, in order, with bodies.</summary>
    public async Task<IReadOnlyList<SandboxRequest>> RequestsAsync(string? provider = null, long since = 0)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>($"sandbox/requests?bodies=true&provider={provider}&since={since.ToString(CultureInfo.InvariantCulture)}");
        return answer.GetProperty("requests").Deserialize<List<SandboxRequest>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>What the rules should make of the seeded world; empty but in the scenario <c>rules</c>.</summary>
    public async Task<IReadOnlyList<SandboxCase>> CasesAsync() =>
        (await http.GetFromJsonAsync<JsonElement>("sandbox/cases")).GetProperty("cases").Deserialize<List<SandboxCase>>(JsonSerializerOptions.Web)!;

    /// <summary>A person opens our mail, or follows a link in it, some minutes ago.</summary>
    public Task<JsonElement> OpenAsync(string email, double minutesAgo = 0, bool click = false) => PostAsync(
        $"sandbox/people/{Uri.EscapeDataString(email)}/open?minutes_ago={minutesAgo.ToString(CultureInfo.InvariantCulture)}&click={(click ? "true" : "false")}");

    /// <summary>Orders a fault, for example <c>new { method = "POST", path = "/gmail", status = 503 }</c>.</summary>
    public async Task FaultAsync(object fault)
    {
        using var answer = await http.PostAsJsonAsync("sandbox/faults", fault);
        await EnsureAsync(answer);
    }

    /// <summary>Tells the program at this address of every change from now on, as HubSpot does.</summary>
    public async Task SubscribeAsync(Uri url, string secret = "sandbox-hubspot-secret")
    {
        using var answer = await http.PutAsJsonAsync("sandbox/webhooks", new { url, secret });
        await EnsureAsync(answer);
    }

    /// <summary>Ends that, and forgets what waits.</summary>
    public async Task UnsubscribeAsync()
    {
        using var answer = await http.DeleteAsync("sandbox/webhooks");
        await EnsureAsync(answer);
    }

    /// <summary>Calls off all faults.</summary>
    public async Task ClearFaultsAsync()
    {
        using var answer = await http.DeleteAsync("sandbox/faults");
        await EnsureAsync(answer);
    }

    /// <summary>The same world from the beginning, without faults, effects and requests.</summary>
    public Task<JsonElement> ResetAsync(int? seed = null, bool signOut = false) =>
        PostAsync($"sandbox/reset?seed={seed?.ToString(CultureInfo.InvariantCulture)}&signOut={(signOut ? "true" : "false")}");

    /// <summary>What time it is there.</summary>
    public async Task<DateTimeOffset> NowAsync() => (await http.GetFromJsonAsync<JsonElement>("sandbox/health")).GetProperty("now").GetDateTimeOffset();

    /// <summary>Another world: default, empty, large, stale.</summary>
    public Task<JsonElement> ScenarioAsync(string name) => PostAsync($"sandbox/scenario/{name}");

    /// <summary>Moves the sandbox's clock forward.</summary>
    public Task<JsonElement> AdvanceAsync(TimeSpan by) => PostAsync($"sandbox/advance?hours={by.TotalHours.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Drafts in a mailbox, newest first.</summary>
    public async Task<IReadOnlyList<SandboxMail>> DraftsAsync(string account = "casey@dwtb.example")
    {
        var answer = await http.GetFromJsonAsync<JsonElement>($"sandbox/mailbox/drafts?account={Uri.EscapeDataString(account)}");
        return answer.GetProperty("drafts").Deserialize<List<SandboxMail>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>The user presses send in his own mailbox.</summary>
    public async Task<SandboxMail> SendDraftAsync(string draftId) =>
        (await PostAsync($"sandbox/mailbox/drafts/{draftId}/send")).Deserialize<SandboxMail>(JsonSerializerOptions.Web)!;

    /// <summary>The user changes a draft in his own mailbox.</summary>
    public async Task EditDraftAsync(string draftId, string? subject, string? text)
    {
        using var answer = await http.PutAsJsonAsync($"sandbox/mailbox/drafts/{draftId}", new { subject, text });
        await EnsureAsync(answer);
    }

    /// <summary>The user throws a draft away in his own mailbox.</summary>
    public async Task DeleteDraftAsync(string draftId)
    {
        using var answer = await http.DeleteAsync($"sandbox/mailbox/drafts/{draftId}");
        await EnsureAsync(answer);
    }

    /// <summary>
    /// A person answers the newest mail sent to them: positive, neutral, negative, unsubscribe, out_of_office (in en, de, fr, es,
    /// nl or pl), bounce, soft_bounce, forward, colleague, forwarded_mail, blind_copy, team.
    /// </summary>
    public Task<JsonElement> ReplyAsync(string email, string kind = "positive", string language = "en") =>
        PostAsync($"sandbox/people/{Uri.EscapeDataString(email)}/reply?kind={kind}&language={language}");

    /// <summary>A person answers the newest invitation: accepted, declined, tentative.</summary>
    public Task<JsonElement> AnswerInvitationAsync(string email, string response = "accepted") => PostAsync($"sandbox/people/{Uri.EscapeDataString(email)}/rsvp?response={response}");

    /// <summary>HubSpot's limits from now on: null is none; all null as before a reset.</summary>
    public async Task LimitAsync(int? callsPerTenSeconds = null, int? searchesPerSecond = null, long? callsPerDay = null)
    {
        using var answer = await http.PutAsJsonAsync("sandbox/limits", new { callsPerTenSeconds, searchesPerSecond, callsPerDay });
        await EnsureAsync(answer);
    }

    /// <summary>The user removes the OAuth app from HubSpot, or installs it again.</summary>
    public async Task InstallAppAsync(bool installed)
    {
        using var answer = await http.PostAsync($"sandbox/hubspot/{(installed ? "install" : "uninstall")}", content: null);
        await EnsureAsync(answer);
    }

    /// <summary>Gmail no longer knows what happened in any mailbox before now.</summary>
    public async Task ForgetHistoryAsync()
    {
        using var answer = await http.PostAsync("sandbox/mailbox/forget", content: null);
        await EnsureAsync(answer);
    }

    /// <summary>No sync token of any calendar is known any more.</summary>
    public async Task ForgetCalendarAsync()
    {
        using var answer = await http.PostAsync("sandbox/calendar/forget", content: null);
        await EnsureAsync(answer);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<JsonElement> PostAsync(string path)
    {
        using var answer = await http.PostAsync(path, content: null);
        await EnsureAsync(answer);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task EnsureAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri!.PathAndQuery} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}

/// <summary>Something that really happened outside.</summary>
/// <param name="Actor"><c>api</c>, or <c>user</c> for what was done by hand in the mailbox.</param>
public sealed record SandboxEffect(long Seq, DateTimeOffset At, string Kind, string Actor, JsonElement Content);

/// <summary>A request that a provider received.</summary>
/// <param name="Status">0 when the connection was cut before an answer.</param>
public sealed record SandboxRequest(
    long Seq, DateTimeOffset At, string Provider, string Method, string Path, string Query, int? Status, string? Fault, string? ContentType, string? Body);

/// <summary>A mail as it lies in a mailbox.</summary>
public sealed record SandboxMail(
    string Account,
    string? DraftId,
    string MessageId,
    string ThreadId,
    string From,
    string To,
    string Subject,
    string Text,
    string? RfcMessageId,
    string? InReplyTo,
    IReadOnlyDictionary<string, string> XHeaders);

/// <summary>What a rule should make of one thing in the seeded world.</summary>
public sealed record SandboxCase(string Rule, bool Fires, string Entity, string Why);
