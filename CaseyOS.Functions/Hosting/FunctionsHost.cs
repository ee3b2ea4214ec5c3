using System.Globalization;
using System.Net;

namespace CaseyOS.Functions.Hosting;

/// <summary>The Functions host as parent: it says which port to listen on.</summary>
internal static class FunctionsHost
{
    private const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Whether the host started this process. Only the program's first lines may ask.</summary>
    public static bool IsPresent(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[PortSetting]);

    /// <summary>Listens where the host wants it, and nowhere else: it passes its own <c>ASPNETCORE_URLS</c> on to us.</summary>
    public static void Listen(WebApplicationBuilder builder)
    {
        var port = int.Parse(builder.Configuration[PortSetting]!, CultureInfo.InvariantCulture);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, null);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton<TriggerGate, HostTriggerGate>();
        // Alone, a missing token only means that scripts are not let in.
        builder.Services.AddOptions<AdminTokenOptions>().Validate(
            admin => admin.Token is { Length: > 0 }, $"{AdminTokenOptions.Setting} must be set, for example from `openssl rand -hex 32`.");
    }
}
