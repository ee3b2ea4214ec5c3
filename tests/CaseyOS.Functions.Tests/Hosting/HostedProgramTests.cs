using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Testing;

namespace CaseyOS.Functions.Tests.Hosting;

public sealed class HostedProgramTests(HostedProgram program) : IClassFixture<HostedProgram>
{
    // As a host 4.1037 sends it at the first run.
    private const string FirstTimer = """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00","Next":"2026-11-21T08:27:00+00:00","LastUpdated":"0001-01-01T00:00:00"},"IsPastDue":false}},
         "Metadata":{"sys":{"MethodName":"PollHubSpot","UtcNow":"2026-11-21T08:26:00.1Z","RandGuid":"3540b315-4d7a-4a40-81a7-b3782ee4986d"}}}
        """;

    [Fact]
    public async Task Ping_WithoutAnything_IsAnsweredCheaply()
    {
        using var ping = await program.Http.GetAsync("");

        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        Assert.InRange((await ping.Content.ReadAsByteArrayAsync()).Length, 1, 100);
    }

    [Fact]
    public async Task Port_OfTheHostsOwnEnvironment_IsNotOurs()
    {
        using var client = new TcpClient();

        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, program.ForeignPort));
    }

    [Fact]
    public async Task Port_FromOtherMachines_IsClosed()
    {
        var addresses = await Dns.GetHostAddressesAsync(Dns.GetHostName());
        foreach (var address in addresses.Where(address => !IPAddress.IsLoopback(address)))
        {
            using var client = new TcpClient(address.AddressFamily);
            await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(address, program.Port));
        }
    }

    [Fact]
    public async Task Timer_AsSeenOnARealHost_RunsTheFunction()
    {
        using var answer = await program.CallAsync("DetectOutcomes", HostFixtures.Read("timer.json"));

        await AssertSucceededAsync(answer);
        var beat = await BeatAsync("DetectOutcomes");
        Assert.Equal("2026-11-21T08:27:00+00:00", beat.GetProperty("next_run").GetString());
    }

    // The whole way without the pump: sweep by timer, signals by queue, moves by proxied HTTP.
    [Fact]
    public async Task Host_TimerThenQueueThenHttp_ShowsMoves()
    {
        var cookies = await SignInAsync();
        using (var timer = await program.CallAsync("SweepSignals", FirstTimer))
        {
            await AssertSucceededAsync(timer);
        }

        var queue = program.Storage.Queues.GetQueueClient("signals");
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(32);
        Assert.NotEmpty(messages);
        foreach (var message in messages)
        {
            using var answer = await program.CallAsync("ProcessSignals", QueueCall(message));
            await AssertSucceededAsync(answer);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        using var today = await program.ProxyAsync(HttpMethod.Get, "api/command-queue/today", cookies);
        var moves = (await today.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("today_moves");
        Assert.InRange(moves.GetArrayLength(), 8, 10);
    }

    [Fact]
    public async Task CommandOrchestrations_ExtensionNotThere_PutsTheCommandBack()
    {
        var command = new { kind = "raise", instance_id = "watch-1", name = "Outcome" };
        var client = new { httpBaseUrl = $"http://127.0.0.1:{CaseyOS.Testing.Programs.FreePorts.One()}/runtime/webhooks/durabletask", requiredQueryStringParameters = "code=KEY" };
        var data = new { message = JsonSerializer.Serialize(JsonSerializer.Serialize(command)), client = JsonSerializer.Serialize(JsonSerializer.Serialize(client)) };
        var queue = await program.Storage.CreateQueueAsync("orchestrations");

        using var answer = await program.CallAsync("CommandOrchestrations", JsonSerializer.Serialize(new { Data = data, Metadata = new { } }));

        await AssertSucceededAsync(answer);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task SignIn_ThroughTheProxy_UsesThePublicAddressAlone()
    {
        using var login = await program.ProxyAsync(HttpMethod.Get, "login?login_hint=casey%40dwtb.example");

        Assert.Contains(Uri.EscapeDataString($"{HostedProgram.PublicUrl}/auth/callback"), login.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.All(login.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        using var health = await program.ProxyAsync(HttpMethod.Get, "health");
        Assert.Contains("max-age", health.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ThroughTheProxyWithoutSession_LeadsToLogin()
    {
        using var page = await program.ProxyAsync(HttpMethod.Get, "caseyos");

        Assert.Equal("/login?return_url=%2Fcaseyos", page.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("x-forwarded-anything", "x")]
    public async Task Trigger_ProxiedCall_IsNotThere(string header, string value)
    {
        var before = await BeatAsync("RecalculateScores");
        using var answer = await program.CallAsync("RecalculateScores", FirstTimer, (header, value));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(before.GetRawText(), (await BeatAsync("RecalculateScores")).GetRawText());
    }

    [Theory]
    [InlineData("/api/..%2fPollGmail")]
    [InlineData("/api/..%252fPollGmail")]
    [InlineData("/api/%2e%2e/PollGmail")]
    [InlineData("/api/../PollGmail")]
    [InlineData("//PollGmail")]
    [InlineData("/./PollGmail")]
    [InlineData("/PollGmail/")]
    [InlineData("/PollGmail?x=1")]
    [InlineData("/pollgmail")]
    [InlineData("/POLLGMAIL")]
    [InlineData("/%50ollGmail")]
    [InlineData("/PollGmail%00")]
    [InlineData("/PollGmail;x")]
    public async Task Trigger_PathTrick_IsRefused(string target) =>
        Assert.Matches("^HTTP/1.1 (400|404) ", await HostedProgram.RawPostAsync(program.Port, target));

    [Theory]
    [InlineData("{\"Data\":")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"Data\":{}}")]
    [InlineData("")]
    public async Task Trigger_BrokenPayload_IsAnErrorWithAnObject(string body)
    {
        using var answer = await program.CallAsync("ProcessSignals", body);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(JsonValueKind.Object, (await answer.Content.ReadFromJsonAsync<JsonElement>()).ValueKind);
    }

    [Fact]
    public async Task Trigger_Get_IsNotAllowedOrNotThere()
    {
        using var answer = await program.Http.GetAsync("PollGmail");

        Assert.False(answer.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("PublicBaseUrl", null, "PublicBaseUrl must be")]
    [InlineData("PublicBaseUrl", "http://casey.example.com", "PublicBaseUrl must be")]
    [InlineData("DataProtection__Key", null, "DataProtection:Key must be")]
    [InlineData("DataProtection__Key", "c2hvcnQ=", "DataProtection:Key must hold")]
    [InlineData("ADMIN_TOKEN", null, "ADMIN_TOKEN must be set")]
    [InlineData("ADMIN_TOKEN", "too short", "ADMIN_TOKEN must have at least 32 characters")]
    [InlineData("ALLOWED_EMAILS", null, "ALLOWED_EMAILS is empty")]
    [InlineData("HubSpot__AccessToken", null, "HubSpot:AccessToken is missing")]
    [InlineData("Storage__ConnectionString", null, "Storage:ConnectionString")]
    public async Task Start_SettingMissingOrWrong_SaysSoAndFails(string name, string? value, string words)
    {
        var settings = program.Settings();
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = CaseyOS.Testing.Programs.FreePorts.One().ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings[name] = value;

        using var failed = program.Start(settings);
        await failed.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains(words, program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", program.Output, StringComparison.Ordinal);
    }

    private static async Task AssertSucceededAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var envelope = JsonDocument.Parse(body).RootElement;
        Assert.Equal(JsonValueKind.Object, envelope.GetProperty("Outputs").ValueKind);
        Assert.Equal(JsonValueKind.Array, envelope.GetProperty("Logs").ValueKind);
    }

    // Doubly encoded, and with metadata that a message's own properties have hidden.
    private static string QueueCall(QueueMessage message) => new JsonObject
    {
        ["Data"] = new JsonObject { ["message"] = JsonSerializer.Serialize(message.MessageText) },
        ["Metadata"] = new JsonObject
        {
            ["DequeueCount"] = "\"1\"",
            ["Id"] = "\"something else\"",
            ["InsertionTime"] = "\"2026-11-21T09:29:15+00:00\"",
            ["sys"] = new JsonObject { ["MethodName"] = "ProcessSignals", ["UtcNow"] = "2026-11-21T09:29:15.25Z", ["RandGuid"] = Guid.NewGuid().ToString() },
        },
    }.ToJsonString();

    private async Task<JsonElement> BeatAsync(string function)
    {
        using var answer = await program.ProxyAsync(HttpMethod.Get, "health/beat");
        var beats = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return beats.GetProperty("items").EnumerateArray().Single(beat => beat.GetProperty("function").GetString() == function);
    }

    // The browser's part by hand: the public address leads nowhere in a test.
    private async Task<string> SignInAsync()
    {
        using var login = await program.ProxyAsync(HttpMethod.Get, "login?login_hint=casey%40dwtb.example");
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var consent = await browser.GetAsync(login.Headers.Location);
        Assert.StartsWith(HostedProgram.PublicUrl, consent.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var callback = await program.ProxyAsync(HttpMethod.Get, consent.Headers.Location.PathAndQuery.TrimStart('/'), Cookies(login));
        Assert.Equal("/caseyos", callback.Headers.Location?.ToString());
        return Cookies(callback);
    }

    private static string Cookies(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Where(cookie => !cookie.EndsWith('=')));
}
