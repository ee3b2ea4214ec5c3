using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CaseyOS.Functions.Tests.Queue;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

public sealed class FormTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Form = """{"form_name":"Contact","submission_id":"s-1","fields":{"email":"Ines@newlanes.example","firstname":"Ines","lastname":"Roth","company":"Newlanes","message":"A quote please"}}""";

    [Fact]
    public async Task Submission_OfSomebodyNew_MakesThePersonTheCompanyAndOneMove()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Form));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Form));
        await app.DrainAsync("ProcessSignals");

        Assert.Equal(["Reply to Ines Roth from Newlanes"], await MovesAsync(casey));
        Assert.Equal(["company_created", "contact_created"], (await sandbox.Client.EffectsAsync()).Select(effect => effect.Kind));

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Form));
        await app.DrainAsync("ProcessSignals");
        Assert.Single(await MovesAsync(casey));
    }

    [Fact]
    public async Task Submission_RefusedOrTrapped_LeadsToNothing()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, Form, "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, Form, null));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, Form.Replace("Ines@newlanes.example", "ines at newlanes", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, Form.Replace("A quote please", new string('x', 5001), StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, "{"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(app, new string(' ', 70_000)));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Form.Replace("\"company\"", "\"website_url\":\"http://spam.example\",\"company\"", StringComparison.Ordinal)));

        Assert.Equal(0, await app.DrainAsync("ProcessSignals"));
        Assert.Empty(await sandbox.Client.EffectsAsync());
    }

    [Fact]
    public async Task Submission_LongestMessageInAnotherScript_LeadsToAMove()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Form.Replace("A quote please", new string('Ω', 5000), StringComparison.Ordinal)));
        await app.DrainAsync("ProcessSignals");

        Assert.Equal(["Reply to Ines Roth from Newlanes"], await MovesAsync(casey));
    }

    [Fact]
    public async Task Submission_FieldTooLong_IsNamedWithItsPath()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var http = app.Anonymous();
        http.DefaultRequestHeaders.Add("X-Webhook-Secret", "sandbox-form-secret");

        using var answer = await http.PostAsync(
            "api/webhooks/hubspot/form-submission",
            new StringContent(Form.Replace("A quote please", new string('x', 5001), StringComparison.Ordinal), Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("fields.message", out _));
    }

    [Fact]
    public async Task Submission_OfSomebodyWhoIsALeadAsWell_ShowsTwoSignalsUnderTheirOwnTitlesAndOneReason()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        await SendAsync(app, Form);
        await app.DrainAsync("ProcessSignals");
        await app.RunTimerAsync("PollHubSpot");
        await app.DrainAsync("ProcessSignals");

        await CaseyOS.Testing.Eventually.TrueAsync(
            async () =>
            {
                await app.RunTimerAsync("SweepSignals");
                await app.DrainAsync("ProcessSignals");
                return (await TitlesAsync(casey)).Contains("First contact: Ines Roth at Newlanes");
            },
            () => "The new contact was never found by the sweep.");

        Assert.Contains("Reply to Ines Roth from Newlanes", await TitlesAsync(casey));
        var move = (await casey.GetFromJsonAsync<JsonElement>("api/command-queue?q=Ines&limit=200")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("Reply to Ines Roth from Newlanes", move.Text("title"));
        Assert.DoesNotContain("because also", move.GetProperty("drivers").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submission_OfSomebodyWhoAskedToBeLeftAlone_MakesNoRecordAndNoMoveAndSaysWhy()
    {
        await sandbox.Client.ResetAsync();
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();
        var owner = (await app.Services.GetRequiredService<CaseyOS.Core.Accounts.AccountStore>().EnsureAsync("casey@dwtb.example")).Owner;
        await app.Services.GetRequiredService<CaseyOS.Core.Suppression.SuppressionList>().AddAsync(
            owner, "ines@newlanes.example", new(CaseyOS.Core.Suppression.SuppressionReason.Unsubscribed, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Form));
        await app.DrainAsync("ProcessSignals");

        Assert.Empty(await sandbox.Client.EffectsAsync());
        Assert.Empty(await MovesAsync(casey));
        var signal = Assert.Single((await casey.GetFromJsonAsync<JsonElement>("api/signals?type=form_submitted")).GetProperty("items").EnumerateArray());
        Assert.Equal("dropped", signal.Text("result"));
        Assert.False(string.IsNullOrEmpty(signal.Text("reason")));
    }

    [Fact]
    public async Task Submissions_OfOneNewCompanyAtTwoInstances_MakeItOnce()
    {
        await sandbox.Client.ResetAsync();
        await using var one = await CaseyApp.StartAsync(azurite, sandbox);
        await using var two = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:ConnectionString"] = one.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["Storage:ConnectionString"],
        });
        using var casey = await one.SignInAsync();
        await sandbox.Client.FaultAsync(new { provider = "hubspot", method = "POST", path = "^/crm/.*/companies$", delayMs = 300, times = -1 });
        await SendAsync(one, Form);
        await SendAsync(two, Form.Replace("Ines@", "tom@", StringComparison.Ordinal).Replace("s-1", "s-2", StringComparison.Ordinal).Replace("Ines", "Tom", StringComparison.Ordinal));

        // Whoever comes second is put back for some seconds.
        await CaseyOS.Testing.Eventually.TrueAsync(
            async () =>
            {
                await Task.WhenAll(one.DrainAsync("ProcessSignals"), two.DrainAsync("ProcessSignals"));
                return (await MovesAsync(casey)).Count == 2;
            },
            () => "Not both forms became moves.",
            TimeSpan.FromSeconds(60));

        await sandbox.Client.ClearFaultsAsync();
        var effects = await sandbox.Client.EffectsAsync();
        Assert.Single(effects, effect => effect.Kind == "company_created");
        Assert.Equal(2, effects.Count(effect => effect.Kind == "contact_created"));
    }

    [Fact]
    public async Task Submission_MoreThanAMinuteMayHold_Is429()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox, settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Forms:PerMinute"] = "1" });

        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, Form));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(app, Form));
    }

    private static async Task<HttpStatusCode> SendAsync(CaseyApp app, string body, string? secret = "sandbox-form-secret")
    {
        using var http = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/webhooks/hubspot/form-submission") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
        {
            request.Headers.Add("X-Webhook-Secret", secret);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(HttpClient casey) =>
        [.. (await casey.GetFromJsonAsync<JsonElement>("api/signals?limit=200")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString() ?? "")];

    private static async Task<IReadOnlyList<string>> MovesAsync(HttpClient casey) =>
        [.. (await casey.GetFromJsonAsync<JsonElement>("api/command-queue?status=pending&limit=200")).GetProperty("items").EnumerateArray().Select(item => item.Text("title"))];
}
