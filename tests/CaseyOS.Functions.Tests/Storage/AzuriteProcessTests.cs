using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Functions.Local;
using CaseyOS.Functions.Local.Azurite;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseyOS.Functions.Tests.Storage;

public sealed class AzuriteProcessTests : IAsyncLifetime
{
    private readonly string data = TemporaryFolder.Create("azurite");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Start_AfterADisposal_FindsTheData()
    {
        await using (var first = await StartAsync())
        {
            await AddRowAsync(first.ConnectionString);
        }

        await using var second = await StartAsync();

        Assert.True(await HasRowAsync(second.ConnectionString));
    }

    [Fact]
    public async Task Start_RightAfterTheProgramWasKilled_WaitsForThePreviousOneAndFindsTheData()
    {
        var ports = FreePorts.Row(3);
        var (program, azurite) = await StartUnderAProgramAsync(ports);
        using (program)
        using (azurite)
        {
            try
            {
                await AddRowAsync(Connection(ports));
            }
            finally
            {
                program.Kill(); // SIGKILL: nothing of the program runs any more
                await program.WaitForExitAsync();
            }

            await using var next = await StartAsync(ports);

            Assert.True(await HasRowAsync(next.ConnectionString));
            await azurite.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)); // the previous one does not stay behind
        }
    }

    [Fact]
    public async Task Start_AfterAzuriteItselfWasKilled_FindsWhatHadBeenSaved()
    {
        await using (var first = await StartAsync())
        {
            await AddRowAsync(first.ConnectionString);
            await Eventually.TrueAsync(
                async () => (await File.ReadAllTextAsync(Path.Combine(data, "tables.json"))).Contains("\"the row\"", StringComparison.Ordinal),
                () => "The row was not saved.",
                TimeSpan.FromSeconds(10));
            using var process = Process.GetProcessById(first.ProcessId);
            process.Kill();
            await first.Exited.WaitAsync(TimeSpan.FromSeconds(10));
        }

        await using var second = await StartAsync();

        Assert.True(await HasRowAsync(second.ConnectionString));
    }

    [Fact]
    public async Task CtrlC_ReachingTheWholeGroup_LeavesItRunning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are a matter of Unix");
        await using var azurite = await StartAsync();

        using var kill = Process.Start("kill", ["-INT", $"{azurite.ProcessId}"]);
        await kill.WaitForExitAsync();
        await AddRowAsync(azurite.ConnectionString);

        Assert.True(await HasRowAsync(azurite.ConnectionString));
    }

    [Fact]
    public async Task Start_PortTakenByAnotherProgram_SaysSoInOneLineAtOnce()
    {
        var ports = FreePorts.Row(3);
        using var foreign = new TcpListener(IPAddress.Loopback, ports + 1);
        foreign.Start();

        var error = await Assert.ThrowsAsync<LocalStartException>(() => StartAsync(ports));

        Assert.Equal($"Port {ports + 1} is taken by another program: stop it, or set Local__StoragePort to the first of three free ports.", error.Message);
    }

    [Fact]
    public async Task Start_DataInUseByARunningProgram_SaysSoInOneLineAtOnce()
    {
        await using var first = await StartAsync();

        var error = await Assert.ThrowsAsync<LocalStartException>(() => StartAsync());

        Assert.StartsWith($"Another CaseyOS (process {Environment.ProcessId}) uses the data in {data}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FolderThatCannotBeMade_SaysWhichSettingToChange()
    {
        var file = Path.Combine(data, "file");
        await File.WriteAllTextAsync(file, "");

        var error = await Assert.ThrowsAsync<LocalStartException>(
            () => AzuriteProcess.StartAsync(new() { DataDirectory = Path.Combine(file, "azurite"), BasePort = 0 }, NullLogger.Instance, CancellationToken.None));

        Assert.Contains("Local__DataDirectory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ProgramMissing_SaysWhatToInstall()
    {
        var error = Assert.Throws<LocalStartException>(() => NodeTool.Start(NodeTool.Command("no-such-node", data)));

        Assert.Equal("no-such-node was not found. Install Node.js 20 or newer (nodejs.org) and start again: the local storage emulator runs on it.", error.Message);
    }

    private static async Task AddRowAsync(string connectionString)
    {
        var table = new TableServiceClient(connectionString).GetTableClient("Kept");
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "the row"));
    }

    private static async Task<bool> HasRowAsync(string connectionString) =>
        (await new TableServiceClient(connectionString).GetTableClient("Kept").GetEntityIfExistsAsync<TableEntity>("p", "the row")).HasValue;

    private static string Connection(int basePort) => new AzuritePorts(0, basePort, basePort + 1, basePort + 2).ConnectionString(AzuriteSettings.StandardAccount);

    private Task<AzuriteProcess> StartAsync(int basePort = 0) =>
        AzuriteProcess.StartAsync(new() { DataDirectory = data, BasePort = basePort }, NullLogger.Instance, CancellationToken.None);

    // A program that only holds the other end of the emulator's standard input, as ours does. It starts the serving process
    // without the launcher between, because Node closes that pipe when its child exits.
    private async Task<(Process Program, Process Azurite)> StartUnderAProgramAsync(int basePort)
    {
        var settings = new AzuriteSettings { DataDirectory = data, BasePort = basePort };
        await AzuriteModules.EnsureAsync(settings.ToolsDirectory, NullLogger.Instance, CancellationToken.None);
        const string Program = """
            const [script, settings] = process.argv.slice(1);
            const { spawn } = require("node:child_process");
            spawn(process.execPath, [script, JSON.stringify({ ...JSON.parse(settings), serve: true, ownerPid: process.pid })],
              { detached: true, stdio: ["pipe", "inherit", "inherit"] });
            setInterval(() => {}, 1000);
            """;
        var arguments = JsonSerializer.Serialize(new
        {
            dataDirectory = data,
            modules = settings.ToolsDirectory,
            inMemory = false,
            accounts = settings.Accounts,
            key = AzuriteSettings.Key,
            ports = settings.Ports,
        });
        var program = NodeTool.Start(NodeTool.Command("node", data, "-e", Program, Path.Combine(AzuriteModules.Source, "azurite.mjs"), arguments));
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var azurite = JsonDocument.Parse(line!).RootElement.GetProperty("ready").GetProperty("pid").GetInt32();
        return (program, Process.GetProcessById(azurite));
    }
}
