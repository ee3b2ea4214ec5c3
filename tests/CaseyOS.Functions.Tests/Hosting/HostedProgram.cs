using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.Hosting;

/// <summary>The real program, started as the Functions host starts it, with this test in the place of the host.</summary>
public sealed class HostedProgram(AzuriteFixture azurite) : IAsyncLifetime
{
    // The sandbox, like Google for "web" clients of other people, sends nobody to a machine that is not ours.
    public const string PublicUrl = "https://localhost:7443";

    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public SandboxFixture Sandbox { get; } = new();

    public StorageAccount Storage { get; private set; } = null!;

    public int Port { get; } = CaseyOS.Testing.Programs.FreePorts.One();

    /// <summary>Where the host's own environment would have it listen, for everybody.</summary>
    public int ForeignPort { get; } = CaseyOS.Testing.Programs.FreePorts.One();

    public HttpClient Http { get; private set; } = null!;

    public string Output => string.Join(Environment.NewLine, output);

    public async ValueTask InitializeAsync()
    {
        await Sandbox.InitializeAsync();
        Storage = await azurite.NewStorageAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{Port}/") };
        process = Start(Settings());
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(process.HasExited, Output);
                using var ping = await Http.GetAsync("");
                return ping.IsSuccessStatusCode;
            },
            () => Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Http?.Dispose();
        await Sandbox.DisposeAsync();
    }

    /// <summary>A call of a function, shaped as the host shapes it.</summary>
    public async Task<HttpResponseMessage> CallAsync(string function, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Http.BaseAddress!, function)) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>A request of a browser, as the host proxies it.</summary>
    public async Task<HttpResponseMessage> ProxyAsync(HttpMethod method, string path, string? cookies = null, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Http.BaseAddress!, path)) { Content = content };
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Host", "forged.example.com");
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (cookies is not null)
        {
            request.Headers.Add("Cookie", cookies);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>A POST whose target goes out as written; an HTTP client would tidy it up.</summary>
    public static async Task<string> RawPostAsync(int port, string target, string headers = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n{headers}\r\n{{}}"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync() ?? "";
    }

    /// <summary>What the infrastructure would configure.</summary>
    public Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in CaseyOS.Functions.Local.LocalDefaults.Sandbox(Sandbox.Address.Port).Where(setting => setting.Key != "Sandbox:Url"))
        {
            settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = Port.ToString(CultureInfo.InvariantCulture);
        settings["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = "worker";
        settings["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://0.0.0.0:{ForeignPort}");
        settings["Storage__ConnectionString"] = Storage.ConnectionString;
        settings["PublicBaseUrl"] = PublicUrl;
        settings["ADMIN_TOKEN"] = new string('t', 32);
        settings["DataProtection__Key"] = Convert.ToBase64String(new byte[32]);
        return settings;
    }

    /// <summary>Starts the built program with these settings.</summary>
    public Process Start(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Output("CaseyOS.Functions")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var started = new Process { StartInfo = start };
        started.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        started.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }
}
