using System.Collections.Concurrent;
using System.Net;
using CaseyOS.Core.Storage;
using CaseyOS.Functions.Local.Azurite;

namespace CaseyOS.Functions.Local;

/// <summary>
/// Everything the Functions host and Azure do for the program, for a developer's machine: address, storage, the sandbox in
/// place of HubSpot and Google, and a pump that starts the functions.
/// </summary>
internal sealed class LocalRun : IAsyncDisposable
{
    // Filled side by side while the children start.
    private readonly ConcurrentStack<IAsyncDisposable> children = new();
    private readonly ConcurrentQueue<IEnumerable<KeyValuePair<string, string?>>> defaults = new();

    /// <summary>Starts what is not configured otherwise and registers the pump.</summary>
    /// <exception cref="LocalStartException">This machine lacks something; the message says what to do.</exception>
    public static async Task<LocalRun> StartAsync(WebApplicationBuilder builder)
    {
        var run = new LocalRun();
        try
        {
            await run.PrepareAsync(builder);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the children, last first.</summary>
    public async ValueTask DisposeAsync()
    {
        while (children.TryPop(out var child))
        {
            await child.DisposeAsync();
        }
    }

    private async Task PrepareAsync(WebApplicationBuilder builder)
    {
        LocalSettingsFile.AddTo(builder.Configuration);
        var local = builder.Configuration.GetSection(LocalOptions.SectionName).Get<LocalOptions>() ?? new();
        Ports.Require(local.Port, "Local__Port");
        local.DataDirectory = DataDirectory.Prepare(local.DataDirectory);
        Listen(builder, local.Port);
        await Task.WhenAll(StartStorageAsync(builder.Configuration, local), StartSandboxAsync(builder.Configuration, local));
        foreach (var values in defaults)
        {
            builder.Configuration.AddDefaults(values);
        }

        builder.Configuration.AddDefaults(LocalDefaults.Product(local));
        builder.Services.AddLocal(local, builder.Configuration);
    }

    private async Task StartSandboxAsync(ConfigurationManager configuration, LocalOptions local)
    {
        if (!local.Sandbox || configuration["HubSpot:AccessToken"] is not null || configuration["Google:ClientId"] is not null)
        {
            return;
        }

        // Signed is the public address. The sandbox calls this machine only: behind a tunnel, the polls have to do.
        var values = LocalDefaults.Sandbox(local.SandboxPort);
        var address = new Uri(configuration["PublicBaseUrl"] ?? LocalDefaults.Product(local)["PublicBaseUrl"]!);
        children.Push(await SandboxProcess.StartAsync(
            local.SandboxPort,
            Path.Combine(local.DataDirectory!, "sandbox"),
            address.IsLoopback ? new Uri(address, "/api/webhooks/hubspot") : null,
            configuration["HubSpot:ClientSecret"] ?? values["HubSpot:ClientSecret"]!));
        defaults.Enqueue(values);
    }

    private async Task StartStorageAsync(ConfigurationManager configuration, LocalOptions local)
    {
        var storage = configuration.GetSection(StorageOptions.SectionName);
        if (storage["ConnectionString"] is not null || storage["TableEndpoint"] is not null)
        {
            return;
        }

        var settings = new AzuriteSettings { DataDirectory = Path.Combine(local.DataDirectory!, "storage"), BasePort = local.StoragePort };
        using var logging = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        var azurite = await AzuriteProcess.StartAsync(settings, logging.CreateLogger("CaseyOS.Storage"), CancellationToken.None);
        children.Push(azurite);
        defaults.Enqueue([new($"{StorageOptions.SectionName}:ConnectionString", azurite.ConnectionString)]);
    }

    private static void Listen(WebApplicationBuilder builder, int port)
    {
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, null);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            if (System.Net.Sockets.Socket.OSSupportsIPv6)
            {
                // browsers may resolve localhost to ::1 first
                kestrel.Listen(IPAddress.IPv6Loopback, port);
            }
        });
    }
}
