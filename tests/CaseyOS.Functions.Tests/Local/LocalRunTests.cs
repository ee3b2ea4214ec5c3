using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Functions.Tests.Hosting;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;

namespace CaseyOS.Functions.Tests.Local;

/// <summary>The program as a developer starts it, with everything it starts itself. One program for all tests: a start takes seconds.</summary>
public sealed class LocalRunTests(LocalRunTests.Program shared) : IClassFixture<LocalRunTests.Program>
{
    private readonly CaseyProgram program = shared.Casey;

    [Fact]
    public async Task Start_SaysWhereEverythingIsOnceMovesAreThere()
    {
        await Eventually.TrueAsync(() => Task.FromResult(program.Output.Contains("CaseyOS is ready", StringComparison.Ordinal)), () => program.Output, TimeSpan.FromSeconds(60));

        Assert.Contains($"{program.Address}caseyos", program.Output, StringComparison.Ordinal);
        Assert.Contains("casey@dwtb.example", program.Output, StringComparison.Ordinal);
        using var casey = await program.SignInAsync();
        var today = await casey.GetFromJsonAsync<JsonElement>("api/command-queue/today");
        Assert.InRange(today.GetProperty("today_moves").GetArrayLength(), 8, 10);
    }

    [Fact]
    public async Task Ready_WithEverythingRunning_NamesEachCheck()
    {
        using var http = new HttpClient { BaseAddress = program.Address };
        var checks = (await http.GetFromJsonAsync<JsonElement>("ready")).GetProperty("checks").EnumerateObject().ToList();

        Assert.Superset(new HashSet<string>(["storage", "queues", "keys"], StringComparer.Ordinal), checks.Select(check => check.Name).ToHashSet(StringComparer.Ordinal));
        Assert.All(checks, check => Assert.Equal("ready", check.Value.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Timers_RunByThemselves()
    {
        using var http = new HttpClient { BaseAddress = program.Address };
        await Eventually.TrueAsync(
            async () => (await http.GetFromJsonAsync<JsonElement>("health/beat")).GetProperty("items").EnumerateArray()
                .Single(beat => beat.GetProperty("function").GetString() == "PollHubSpot").GetProperty("last_success").ValueKind is JsonValueKind.String,
            () => program.Output);
    }

    [Theory]
    [InlineData("/PollGmail", "")]
    [InlineData("/PollGmail", "X-CaseyOS-Pump: 0000000000000000000000000000000000000000000000000000000000000000\r\n")]
    [InlineData("/ProcessSignals", "")]
    [InlineData("/api/..%2fPollGmail", "")]
    [InlineData("/api/%2e%2e/PollGmail", "")]
    public async Task Trigger_WithoutThePumpsWord_IsNotThere(string target, string headers) =>
        Assert.StartsWith("HTTP/1.1 404 ", await HostedProgram.RawPostAsync(program.Address.Port, target, headers), StringComparison.Ordinal);

    [Fact]
    public async Task Start_PortTaken_SaysSoInOneLine()
    {
        var (code, output) = await RunAsync(new()
        {
            ["Local__Port"] = program.Address.Port.ToString(CultureInfo.InvariantCulture),
            ["Local__DataDirectory"] = TemporaryFolder.Create("second"),
        });

        Assert.Equal(1, code);
        Assert.Equal($"Port {program.Address.Port} is taken: is CaseyOS running already? Stop it, or set Local__Port to a free port.", output.Trim());
    }

    [Fact]
    public async Task Start_DirectoryNotWritable_SaysSoInOneLine()
    {
        // A file where the folder should be: even root cannot write into it.
        var file = Path.Combine(TemporaryFolder.Create("blocked"), "file");
        await File.WriteAllTextAsync(file, "");

        var (code, output) = await RunAsync(new() { ["Local__Port"] = FreePort(), ["Local__DataDirectory"] = Path.Combine(file, "data") });

        Assert.Equal(1, code);
        Assert.Single(output.Trim().Split('\n'));
        Assert.Contains("Local__DataDirectory", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NodeMissing_SaysSoInOneLine()
    {
        var (code, output) = await RunAsync(new()
        {
            ["Local__Port"] = FreePort(),
            ["Local__DataDirectory"] = TemporaryFolder.Create("nodeless"),
            ["Local__Sandbox"] = "false",
            ["PATH"] = TemporaryFolder.Create("empty-path"),
        });

        Assert.Equal(1, code);
        Assert.Single(output.Trim().Split('\n'));
        Assert.Contains("Install Node.js 20 or newer", output, StringComparison.Ordinal);
    }

    private static string FreePort() => CaseyOS.Testing.Programs.FreePorts.One().ToString(CultureInfo.InvariantCulture);

    private static async Task<(int Code, string Output)> RunAsync(Dictionary<string, string> settings)
    {
        // The path may be changed, so the runtime is named in full.
        var dotnet = Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : Path.Combine(RuntimeRoot(), "dotnet");
        var start = new ProcessStartInfo(dotnet, [Repository.Output("CaseyOS.Functions")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output + await errors);
    }

    // …/shared/Microsoft.NETCore.App/10.0.x/
    private static string RuntimeRoot() => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public sealed class Program : IAsyncLifetime
    {
        public CaseyProgram Casey { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Casey = await CaseyProgram.StartAsync();

        public async ValueTask DisposeAsync() => await Casey.DisposeAsync();
    }
}
