using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CaseyOS.Testing.Programs;

/// <summary>
/// The real program as a user starts it: a process of its own with its own ports and data folder, storage emulator and sandbox
/// included. It can be killed without warning and started again on the same data.
/// </summary>
/// <example><code>
/// await using var casey = await CaseyProgram.StartAsync();
/// using var browser = await casey.SignInAsync();          // cookie and anti-forgery header included
/// await casey.KillAsync();                                // SIGKILL
/// await casey.RestartAsync();                             // same ports, same data
/// </code></example>
public sealed class CaseyProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private readonly Dictionary<string, string> settings;
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    private CaseyProgram(Dictionary<string, string> settings) => this.settings = settings;

    /// <summary>Where page and API are.</summary>
    public Uri Address => new($"http://localhost:{settings["Local__Port"]}/");

    /// <summary>Where the sandbox is.</summary>
    public Uri Sandbox => new($"http://localhost:{settings["Local__SandboxPort"]}/");

    /// <summary>The folder that keeps everything between starts.</summary>
    public string DataDirectory => settings["Local__DataDirectory"];

    /// <summary>Everything the program has said so far.</summary>
    public string Output => string.Join(Environment.NewLine, output);

    /// <summary>The running process.</summary>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The program is not running.");

    /// <summary>Whether it was killed and not started again.</summary>
    public bool HasEnded => process is null or { HasExited: true };

    /// <summary>Starts with fresh data and waits until the program is ready.</summary>
    /// <param name="configure">Changes settings, for example schedules.</param>
    public static async Task<CaseyProgram> StartAsync(Action<IDictionary<string, string>>? configure = null)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Local__Port"] = Text(FreePorts.One()),
            ["Local__SandboxPort"] = Text(FreePorts.One()),
            ["Local__StoragePort"] = Text(FreePorts.Row(3)),
            ["Local__DataDirectory"] = TemporaryFolder.Create("program"),
            ["Local__OpenBrowser"] = "false",
        };
        configure?.Invoke(chosen);
        var program = new CaseyProgram(chosen);
        await program.RestartAsync();
        return program;
    }

    /// <summary>Starts on the same ports and data, and waits until the program is ready.</summary>
    public async Task RestartAsync()
    {
        Launch();
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(
            async () =>
            {
                if (process!.HasExited)
                {
                    throw new InvalidOperationException($"The program ended with code {process.ExitCode}:{Environment.NewLine}{Output}");
                }

                using var answer = await http.GetAsync("ready");
                return answer.IsSuccessStatusCode;
            },
            () => $"The program is not ready:{Environment.NewLine}{Output}",
            StartLimit);
    }

    /// <summary>Ends the process as a power cut would: nothing in it gets to run any more.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Signs in through the sandbox and returns a client with session cookie and anti-forgery header.</summary>
    public Task<HttpClient> SignInAsync(string email = "casey@dwtb.example") => Session.SignInAsync(Address, email);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
    }

    private void Launch()
    {
        process?.Dispose();
        var start = new ProcessStartInfo("dotnet", [Repository.Output("CaseyOS.Functions")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // it does not live long enough to profit from what it would measure
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            output.Enqueue(line);
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
