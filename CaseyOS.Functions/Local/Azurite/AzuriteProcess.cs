using System.Diagnostics;
using System.Text.Json;

namespace CaseyOS.Functions.Local.Azurite;

/// <summary>
/// Azurite, the storage emulator, as a child that writes everything down and ends when this program ends, however that happens
/// (see azurite.mjs).
/// </summary>
/// <remarks>
/// Data is on disk within about a quarter of a second after a change and completely when Azurite ends in its own way. What
/// remains: killing Azurite itself, or the machine, may lose the last changes; the files are replaced whole, so they stay
/// readable.
/// </remarks>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process launcher;
    private readonly AzuritePorts ports;

    private bool stopping;

    private AzuriteProcess(Process launcher, AzuritePorts ports, ILogger logger)
    {
        (this.launcher, this.ports) = (launcher, ports);
        Exited = WatchAsync(logger);
    }

    /// <summary>Opens tables, queues and blobs of this emulator.</summary>
    public string ConnectionString => ports.ConnectionString(AzuriteSettings.StandardAccount);

    /// <summary>Opens another account of this emulator, one of <see cref="AzuriteSettings.Accounts"/>, which shares nothing with the others.</summary>
    public string ConnectionStringOf(string account) => ports.ConnectionString(account);

    /// <summary>The emulator's process.</summary>
    public int ProcessId => ports.Pid;

    /// <summary>Completes when the emulator has ended.</summary>
    public Task Exited { get; }

    /// <summary>Installs what is missing, waits for a previous emulator of the same data to let go, and starts.</summary>
    /// <exception cref="LocalStartException">It cannot start; the message says what to do.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        await NodeTool.CheckAsync(cancellationToken);
        await AzuriteModules.EnsureAsync(settings.ToolsDirectory, logger, cancellationToken);

        await using var turn = await FileLock.TryTakeAsync(Path.Combine(settings.DataDirectory, ".starting"), StartLimit, cancellationToken)
            ?? throw new LocalStartException($"Another CaseyOS has been starting on the data in {settings.DataDirectory} for {StartLimit.TotalSeconds:0} s.");
        await PreviousAzurite.WaitForEndAsync(settings.DataDirectory, cancellationToken);
        return await LaunchAsync(settings, logger, cancellationToken);
    }

    /// <summary>Lets the emulator write everything down and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        stopping = true;
        launcher.StandardInput.Close();
        await Task.WhenAny(Exited, Task.Delay(StopLimit));
        launcher.Dispose();
    }

    private static async Task<AzuriteProcess> LaunchAsync(AzuriteSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        var arguments = JsonSerializer.Serialize(
            new { settings.DataDirectory, Modules = settings.ToolsDirectory, settings.InMemory, settings.Accounts, AzuriteSettings.Key, OwnerPid = Environment.ProcessId, settings.Ports }, Json);
        var node = NodeTool.Start(NodeTool.Command("node", AzuriteModules.Source, Path.Combine(AzuriteModules.Source, "azurite.mjs"), arguments));
        try
        {
            _ = LogErrorsAsync(node.StandardError, logger);
            var first = await node.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartLimit, cancellationToken);
            return new(node, Ports(first), logger);
        }
        catch (Exception error)
        {
            node.StandardInput.Close();
            node.Dispose();
            throw error is TimeoutException ? new LocalStartException($"The storage emulator did not start within {StartLimit.TotalSeconds:0} s.", error) : error;
        }
    }

    private static AzuritePorts Ports(string? line)
    {
        var report = line is null ? null : JsonSerializer.Deserialize<Report>(line, Json);
        return report switch
        {
            { Ready: { } ports } => ports,
            { Failed: "taken" } => throw new LocalStartException(
                $"Port {report.Port} is taken by another program: stop it, or set Local__StoragePort to the first of three free ports."),
            _ => throw new LocalStartException($"The storage emulator does not start: {report?.Message ?? "it ended without a word"}."),
        };
    }

    // It never writes again; its output ends with it.
    private async Task WatchAsync(ILogger logger)
    {
        await launcher.StandardOutput.ReadToEndAsync();
        if (!stopping)
        {
            Log.Ended(logger);
        }
    }

    private static async Task LogErrorsAsync(StreamReader errors, ILogger logger)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            Log.Said(logger, line);
        }
    }

    private sealed record Report(AzuritePorts? Ready, string? Failed, int? Port, string? Message);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Storage emulator: {Line}")]
        public static partial void Said(ILogger logger, string line);

        [LoggerMessage(Level = LogLevel.Error, Message = "The storage emulator has ended by itself: stop this program and start it again")]
        public static partial void Ended(ILogger logger);
    }
}
