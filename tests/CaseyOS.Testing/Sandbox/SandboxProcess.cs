using System.Collections.Concurrent;
using System.Diagnostics;
using CaseyOS.Testing.Contracts;

namespace CaseyOS.Testing.Sandbox;

/// <summary>
/// The built sandbox program as a child process on a port of its own. It ends with the test run, however that ends: its
/// standard input is a pipe from here, and it exits when the pipe closes.
/// </summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> output = new();
    private readonly Process process;
    private int held;

    private SandboxProcess(Process process) => this.process = process;

    /// <summary>Root of everything it answers; known once it has started.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Everything it has printed.</summary>
    public string Output => string.Join(Environment.NewLine, output);

    /// <summary>Exit code, once it has ended.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">
    /// Such as <c>Sandbox__DataDirectory</c>; the port is a free one unless given, and HubSpot's limits are off: several
    /// programs of one test, each with a share of its own, may ask it at once.
    /// </param>
    public static async Task<SandboxProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        Dictionary<string, string> chosen = new(settings ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        chosen.TryAdd("Sandbox__RateLimits", "false");
        chosen.TryAdd("Sandbox__RecordExchanges", ContractFolder.IsPresent ? "true" : "false");
        var sandbox = Launch(chosen);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(
            async () =>
            {
                if (sandbox.process.HasExited)
                {
                    throw new InvalidOperationException($"The sandbox ended with code {sandbox.process.ExitCode}:{Environment.NewLine}{sandbox.Output}");
                }

                if (sandbox.output.FirstOrDefault(line => line.Contains("listening on ", StringComparison.Ordinal)) is not { } listening)
                {
                    return false;
                }

                sandbox.Address = new Uri(listening[listening.IndexOf("http", StringComparison.Ordinal)..] + "/");
                using var answer = await http.GetAsync(new Uri(sandbox.Address, "sandbox/health"));
                return answer.IsSuccessStatusCode;
            },
            () => $"The sandbox is not ready:{Environment.NewLine}{sandbox.Output}",
            StartLimit);
        return sandbox;
    }

    /// <summary>Starts it without waiting for an answer: for starts that are to fail.</summary>
    public static SandboxProcess Launch(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Output("CaseyOS.Sandbox")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Sandbox__Port"] = "0";
        start.Environment["Sandbox__ExitWithParent"] = "true";
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment["DOTNET_TieredPGO"] = "0"; // it does not live long enough to profit from what it would measure
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var sandbox = new SandboxProcess(new Process { StartInfo = start });
        sandbox.process.OutputDataReceived += (_, line) => sandbox.Keep(line.Data);
        sandbox.process.ErrorDataReceived += (_, line) => sandbox.Keep(line.Data);
        sandbox.process.Start();
        sandbox.process.BeginOutputReadLine();
        sandbox.process.BeginErrorReadLine();
        return sandbox;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends it as a dead parent does: the pipe closes.</summary>
    public async Task CloseInputAsync(CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>Holds what was asked and answered since the last call against the official descriptions, where they are at hand.</summary>
    /// <exception cref="InvalidOperationException">Something is not as they say.</exception>
    public async Task CheckExchangesAsync()
    {
        if (process.HasExited || Address.Port == 80 || !ContractFolder.IsPresent)
        {
            return;
        }

        var exchanges = await RecordedExchanges.ReadAsync(Address, held);
        held += exchanges.Count;
        var problems = RecordedExchanges.Check(exchanges).Problems;
        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"Not as the official descriptions say:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}");
        }
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Something that was asked or answered is not as the official descriptions say.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CheckExchangesAsync();
        }
        finally
        {
            if (!process.HasExited)
            {
                await KillAsync();
            }

            process.Dispose();
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            output.Enqueue(line);
        }
    }
}
