using System.Text;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors;
using CaseyOS.Testing.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Functions.Tests.Connectors;

/// <summary>The connectors as the program registers them, pointed at a server on loopback.</summary>
internal static class ConnectorServices
{
    public static ServiceProvider Create(
        Uri hubSpot, Uri? google = null, TimeProvider? clock = null, StorageAccount? storage = null,
        Func<DelegatingHandler>? observer = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var root = (google ?? hubSpot).AbsoluteUri.TrimEnd('/');
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase)
        {
            ["HubSpot:BaseAddress"] = hubSpot.AbsoluteUri,
            ["HubSpot:AccessToken"] = "sandbox-hubspot-key",
            ["Google:ClientId"] = "test-client",
            ["Google:ClientSecret"] = "test-secret",
            ["Google:TokenEndpoint"] = $"{root}/token",
            ["Google:RevokeEndpoint"] = $"{root}/revoke",
            ["Google:GmailBaseAddress"] = root,
            ["Google:CalendarBaseAddress"] = root,
            ["ALLOWED_EMAILS"] = "casey@dwtb.example,alex@dwtb.example",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            values[name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton<IGrantProtector, ReversingProtector>();
        if (storage is not null)
        {
            services.AddSingleton(storage.Tables);
        }

        services.AddAccounts(configuration);
        services.AddConnectors(configuration);
        if (observer is not null)
        {
            services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(observer));
        }

        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = storage is not null });
    }

    /// <summary>Unreadable enough to notice when something was stored without protection.</summary>
    private sealed class ReversingProtector : IGrantProtector
    {
        public string Protect(string plain) => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(plain).Reverse()]);

        public string Unprotect(string secret)
        {
            try
            {
                return Encoding.UTF8.GetString([.. Convert.FromBase64String(secret).Reverse()]);
            }
            catch (FormatException error)
            {
                throw new System.Security.Cryptography.CryptographicException("not ours", error);
            }
        }
    }
}
