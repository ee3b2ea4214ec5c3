using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace CaseyOS.Functions.Local;

/// <summary>The sandbox as a child. It ends when its standard input closes, so it never outlives us, however we end.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private SandboxProcess(Process process) => this.process = process;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="LocalStartException">It is not built, or it ended at once.</exception>
    public static async Task<SandboxProcess> StartAsync(int port, string dataDirectory, Uri? webhooks, string webhookSecret)
    {
        Ports.Require(port, "Local__SandboxPort");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { ProgramPath() },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(ProgramPath())!,
            Environment =
            {
                ["Sandbox__Port"] = port.ToString(CultureInfo.InvariantCulture),
                ["Sandbox__DataDirectory"] = dataDirectory,
                ["Sandbox__ExitWithParent"] = "true",
                ["Sandbox__WebhookUrl"] = webhooks?.AbsoluteUri,
                ["Sandbox__WebhookSecret"] = webhookSecret,
                ["Logging__LogLevel__Default"] = "Warning",
                ["ASPNETCORE_URLS"] = null,
            },
        };
        var sandbox = new SandboxProcess(Process.Start(start)!);
        sandbox.process.OutputDataReceived += (_, _) => { }; // a full pipe would stop it
        sandbox.process.BeginOutputReadLine();
        await sandbox.ReadyAsync(port);
        return sandbox;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static string ProgramPath()
    {
        var path = typeof(SandboxProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == "SandboxPath")?.Value;
        return File.Exists(path) ? path : throw new LocalStartException($"The sandbox is not built ({path}): run `dotnet build` at the top of the repository, or set Local__Sandbox=false and configure HubSpot and Google.");
    }

    private async Task ReadyAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), Timeout = TimeSpan.FromSeconds(2) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit;)
        {
            if (process.HasExited)
            {
                throw new LocalStartException($"The sandbox ended at start with exit code {process.ExitCode}; its reason is above.");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }

        await DisposeAsync();
        throw new LocalStartException($"The sandbox did not answer on port {port} within {StartLimit.TotalSeconds:0} s.");
    }
}
