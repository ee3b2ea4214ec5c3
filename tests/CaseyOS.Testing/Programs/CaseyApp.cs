using System.Globalization;
using System.Text.Json.Nodes;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Local;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Testing.Programs;

/// <summary>
/// The whole program inside the test's process, on a port of its own, with a storage account of its own in the shared Azurite
/// and the given sandbox. Nothing runs by itself: a test calls functions with <see cref="RunTimerAsync"/> and
/// <see cref="DrainAsync"/>. For kills and restarts take <see cref="CaseyProgram"/>.
/// </summary>
/// <example><code>
/// public sealed class QueueEndpointsTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture&lt;SandboxFixture&gt;
/// {
///     [Fact]
///     public async Task Today_AfterPoll_HasMoves()
///     {
///         await using var app = await CaseyApp.StartAsync(azurite, sandbox);
///         using var casey = await app.SignInAsync();      // cookie and anti-forgery header included
///         await app.RunTimerAsync("PollHubSpot");
///         await app.DrainAsync("ProcessSignals");
///         var today = await casey.GetFromJsonAsync&lt;JsonElement&gt;("api/command-queue/today");
/// </code></example>
public sealed class CaseyApp : WebApplicationFactory<CurrentUser>
{
    private readonly Dictionary<string, string?> settings;
    private readonly Action<IServiceCollection>? configure;

    private CaseyApp(Dictionary<string, string?> settings, Action<IServiceCollection>? configure)
    {
        this.settings = settings;
        this.configure = configure;
        UseKestrel();
    }

    /// <summary>Where page and API are.</summary>
    public Uri Address => new($"http://localhost:{settings["Local:Port"]}/");

    /// <summary>Starts the program and waits until it listens.</summary>
    /// <param name="azurite">The assembly's storage.</param>
    /// <param name="sandbox">Stands in for HubSpot and Google; null: neither can be reached.</param>
    /// <param name="configure">Replaces services, for example the clock.</param>
    /// <param name="settings">Further settings, for example <c>["ALLOWED_EMAILS"] = "…"</c>; they win.</param>
    public static async Task<CaseyApp> StartAsync(
        AzuriteFixture azurite, SandboxFixture? sandbox = null, Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var chosen = Defaults(await azurite.NewAccountAsync(), sandbox?.Address ?? new Uri("http://localhost:9/"));
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            chosen[name] = value;
        }

        var app = new CaseyApp(chosen, configure);
        app.StartServer();
        return app;
    }

    /// <summary>Signs in through the sandbox.</summary>
    public Task<HttpClient> SignInAsync(string email = "casey@dwtb.example") => Session.SignInAsync(Address, email);

    /// <summary>A browser without a session; it follows no redirects.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>Runs a timer function once, as the host would.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task RunTimerAsync(string function)
    {
        var timer = Function(function);
        var data = new JsonObject { ["Schedule"] = new JsonObject(), ["ScheduleStatus"] = null, ["IsPastDue"] = false };
        if (!await Services.GetRequiredService<FunctionCaller>().CallAsync(timer, data, [], CancellationToken.None))
        {
            throw new InvalidOperationException($"{function} failed; the test's output has the log.");
        }
    }

    /// <summary>Feeds a queue function until its queue has nothing visible left; answers how many messages there were.</summary>
    /// <param name="function">Which.</param>
    /// <param name="hidden">How long a failed message is hidden; the pump's usual time when left out.</param>
    public async Task<int> DrainAsync(string function, TimeSpan? hidden = null) =>
        await ActivatorUtilities.CreateInstance<QueuePump>(Services, Function(function), new PumpOptions { VisibilityTimeout = hidden ?? new PumpOptions().VisibilityTimeout }, Services.GetRequiredService<ILogger<QueuePump>>()).DrainAsync(CancellationToken.None);

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        if (configure is not null)
        {
            builder.ConfigureTestServices(configure);
        }
    }

    private FunctionFile Function(string name) =>
        FunctionFile.ReadAll(Path.GetDirectoryName(Repository.Output("CaseyOS.Functions"))!, Services.GetRequiredService<IConfiguration>())
            .Single(function => function.Name == name);

    private static Dictionary<string, string?> Defaults(string storage, Uri sandbox)
    {
        var port = FreePorts.One();
        var values = LocalDefaults.Sandbox(sandbox.Port);
        values["Local:Port"] = port.ToString(CultureInfo.InvariantCulture);
        values["Local:DataDirectory"] = TemporaryFolder.Create("app");
        values["Local:Pump:Enabled"] = "false";
        values["Storage:ConnectionString"] = storage;
        return values;
    }
}
