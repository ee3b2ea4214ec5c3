using System.Net;
using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.Faults;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.Market;
using CaseyOS.Sandbox.Market.Seeding;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.Pages;
using CaseyOS.Sandbox.State;
using CaseyOS.Sandbox.Truth;
using CaseyOS.Sandbox.Webhooks;
using Microsoft.AspNetCore.Connections;

namespace CaseyOS.Sandbox.Hosting;

/// <summary>Puts the program together and runs it; every way it can fail to start is one line and exit code 1.</summary>
internal static class SandboxProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (IsProduction())
        {
            return await FailAsync("The sandbox stands in for real services and does not start in a production environment.");
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        var options = builder.Configuration.GetSection(SandboxOptions.SectionName).Get<SandboxOptions>() ?? new();
        if (options.Port is < 0 or > 65535 || options.ClockSpeed is not (> 0 and <= 10_000))
        {
            return await FailAsync("Sandbox__Port must be from 0 to 65535 and Sandbox__ClockSpeed above 0, at most 10000.");
        }

        if (options.WebhookUrl is not null && !WebhookTarget.IsAllowed(options.WebhookUrl))
        {
            return await FailAsync("Sandbox__WebhookUrl must be an address on this machine.");
        }

        await using var app = Build(builder, options);
        IDisposable? held = null;
        try
        {
            held = options.DataDirectory is { } directory ? await DirectoryLock.TakeAsync(directory) : null;
            Prepare(app.Services, options);
            await app.StartAsync();
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            return await FailAsync($"Port {options.Port} is taken. Stop what uses it, or set Sandbox__Port to a free one.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return await FailAsync($"The data directory {options.DataDirectory} cannot be used: {problem.Message}");
        }

        await Console.Out.WriteLineAsync($"Sandbox listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        held?.Dispose();
        return 0;
    }

    private static WebApplication Build(WebApplicationBuilder builder, SandboxOptions options)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // A failed start is one line of ours, not a page of the host's.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 40 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.Configure<SandboxOptions>(builder.Configuration.GetSection(SandboxOptions.SectionName));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        var clock = new SandboxClock(TimeProvider.System, options.ClockSpeed);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(_ => new Journal(options.DataDirectory));
        builder.Services.AddSingleton<WebhookTarget>();
        builder.Services.AddSingleton<World>();
        builder.Services.AddSingleton<Seeder>();
        builder.Services.AddSingleton<RequestLog>();
        builder.Services.AddSingleton<ExchangeLog>();
        builder.Services.AddSingleton<FaultBook>();
        builder.Services.AddSingleton<HubSpotTokens>();
        builder.Services.AddSingleton<HubSpotLimits>();
        builder.Services.AddSingleton<IdTokens>();
        builder.Services.AddSingleton<MarketLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<MarketLoop>());
        builder.Services.AddHostedService<WebhookSender>();
        builder.Services.AddHostedService<ParentWatch>();
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.UseMiddleware<LocalOnly>();
        app.UseMiddleware<SameSiteGuard>();
        app.UseMiddleware<RequestRecorder>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<UnexpectedErrors>();
        app.Use((context, next) =>
        {
            HubSpotVersions.Rewrite(context);
            return next(context);
        });
        app.UseRouting();
        app.MapGoogle();
        app.MapHubSpot();
        app.MapInstallPage();
        app.MapRecordPage();
        app.MapHome();
        app.MapFeeds();
        var sandbox = app.MapGroup("/sandbox");
        sandbox.MapControls();
        sandbox.MapCalendarControls();
        sandbox.MapTruth();
        sandbox.MapFaults();
        sandbox.MapLimits();
        sandbox.MapWebhooks();
        sandbox.MapMailbox();
        sandbox.MapPictures();
    }

    private static void Prepare(IServiceProvider services, SandboxOptions options)
    {
        if (!services.GetRequiredService<World>().TryLoad())
        {
            services.GetRequiredService<Seeder>().Seed(options.Seed, Scenario.All[0], keepSignIns: false);
        }
    }

    private static bool IsProduction() => new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" }
        .Any(name => string.Equals(Environment.GetEnvironmentVariable(name), Environments.Production, StringComparison.OrdinalIgnoreCase));

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync("Sandbox: " + message);
        return 1;
    }
}
