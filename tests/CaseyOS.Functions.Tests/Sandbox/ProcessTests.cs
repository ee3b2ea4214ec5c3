using System.Net;
using System.Net.Sockets;
using CaseyOS.Testing;
using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Functions.Tests.Sandbox;

/// <summary>Starting, ending, and what survives.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Kill_AndStartAgain_KeepsSignInsDraftsRecordsEffectsAndPlans()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sandbox__DataDirectory"] = TemporaryFolder.Create("sandbox"), ["Sandbox__Market"] = "false" };
        string token, draft, kept, task;
        await using (var first = await SandboxProcess.StartAsync(settings))
        {
            token = (await GoogleSignIn.TokensAsync(first.Address)).Text("access_token");
            using var gmail = Gmail(first, token);
            draft = (await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Sent before the crash"))).Text("id");
            kept = (await gmail.OkAsync(HttpMethod.Post, "drafts", Mails.Draft("Kept"))).Text("id");
            using var client = new SandboxClient(first.Address);
            await client.SendDraftAsync(draft);
            await client.AdvanceAsync(TimeSpan.FromHours(0.5));
            using var hubSpot = new SandboxHttp(new Uri(first.Address, "hubspot/"));
            task = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/tasks", new { properties = new { hs_timestamp = "1795000000000", hs_task_subject = "Ürgent" } })).Text("id");
            await first.KillAsync();
        }

        settings["Sandbox__Market"] = "true";
        await using var second = await SandboxProcess.StartAsync(settings);
        using var again = Gmail(second, token);
        Assert.Equal("Kept", Mails.Header((await again.OkAsync(HttpMethod.Get, $"drafts/{kept}")).GetProperty("message"), "Subject"));
        Assert.Equal(404, (await again.PostAsync("drafts/send", new { id = draft })).Status);
        using var crm = new SandboxHttp(new Uri(second.Address, "hubspot/"));
        Assert.Equal("Ürgent", (await crm.OkAsync(HttpMethod.Get, $"crm/v3/objects/tasks/{task}?properties=hs_task_subject")).GetProperty("properties").Text("hs_task_subject"));
        using var truth = new SandboxClient(second.Address);
        Assert.Equal(["draft_created", "draft_created", "mail_sent", "task_created"], (await truth.EffectsAsync()).Select(effect => effect.Kind));

        // The answer that was planned before the kill comes after it.
        await Eventually.TrueAsync(async () => Count(await again.OkAsync(HttpMethod.Get, "messages?q=in:inbox subject:crash")) == 1, () => "The planned answer did not come.");
    }

    [Fact]
    public async Task Start_AfterAWriteWasCutOffInTheMiddle_LoadsEverythingBeforeIt()
    {
        var folder = TemporaryFolder.Create("sandbox");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sandbox__DataDirectory"] = folder, ["Sandbox__Market"] = "false" };
        string id;
        await using (var first = await SandboxProcess.StartAsync(settings))
        {
            using var hubSpot = new SandboxHttp(new Uri(first.Address, "hubspot/"));
            id = (await hubSpot.OkAsync(HttpMethod.Post, "crm/v3/objects/notes", new { properties = new { hs_timestamp = "1795000000000" } })).Text("id");
            await first.KillAsync();
        }

        await File.AppendAllTextAsync(Path.Combine(folder, "sandbox.jsonl"), """{"at":"2026-11-21T10:00:00Z","writes":[{"set":"crm.not""", TestContext.Current.CancellationToken);
        await using var second = await SandboxProcess.StartAsync(settings);

        using var crm = new SandboxHttp(new Uri(second.Address, "hubspot/"));
        Assert.Equal(200, (await crm.GetAsync($"crm/v3/objects/notes/{id}")).Status);
    }

    [Fact]
    public async Task Parent_Gone_EndsTheSandboxByItself()
    {
        await using var sandbox = await SandboxProcess.StartAsync();

        await sandbox.CloseInputAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(0, sandbox.ExitCode);
    }

    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production", "production")]
    [InlineData("DOTNET_ENVIRONMENT", "production", "production")]
    [InlineData("Sandbox__Port", "99999", "Sandbox__Port")]
    [InlineData("Sandbox__ClockSpeed", "0", "Sandbox__ClockSpeed")]
    public async Task Start_WhereItMustNot_SaysSoInOneLineAndExitsWithOne(string name, string value, string says) =>
        await FailsAsync(new(StringComparer.Ordinal) { [name] = value }, says);

    [Fact]
    public async Task Start_OnATakenPort_SaysSoInOneLineAndExitsWithOne()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        await FailsAsync(new(StringComparer.Ordinal) { ["Sandbox__Port"] = port }, $"Port {port} is taken");
    }

    [Fact]
    public async Task Start_WithADataDirectoryThatIsAFile_SaysSoInOneLineAndExitsWithOne()
    {
        var file = Path.Combine(TemporaryFolder.Create("sandbox"), "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        await FailsAsync(new(StringComparer.Ordinal) { ["Sandbox__DataDirectory"] = file }, "cannot be used");
    }

    [Fact]
    public async Task Start_OnTheDataOfARunningOne_LeavesThatAloneAndExitsWithOne()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sandbox__DataDirectory"] = TemporaryFolder.Create("sandbox") };
        await using var running = await SandboxProcess.StartAsync(settings);

        await FailsAsync(settings, "cannot be used");
    }

    [Fact]
    public async Task Request_UnderAForeignHostName_IsRefused()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Address, "sandbox/health"));
        request.Headers.Host = "rebound.example";

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task FailsAsync(Dictionary<string, string> settings, string says)
    {
        await using var sandbox = SandboxProcess.Launch(settings);
        await sandbox.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(1, sandbox.ExitCode);
        await Eventually.TrueAsync(() => Task.FromResult(sandbox.Output.Length > 0), () => "It said nothing.");
        Assert.Contains(says, Assert.Single(sandbox.Output.Split(Environment.NewLine)), StringComparison.Ordinal);
    }

    private static SandboxHttp Gmail(SandboxProcess sandbox, string token) => new(new Uri(sandbox.Address, "google/gmail/v1/users/me/")) { Token = token };

    private static int Count(System.Text.Json.JsonElement list) => list.TryGetProperty("messages", out var messages) ? messages.GetArrayLength() : 0;
}
