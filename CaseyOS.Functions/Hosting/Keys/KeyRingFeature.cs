using CaseyOS.Core.Accounts;
using CaseyOS.Core.Storage.Tables;
using CaseyOS.Core.Suppression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>Registers the key ring.</summary>
internal static class KeyRingFeature
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<KeyRingOptions>(configuration.GetSection(KeyRingOptions.SectionName));
        services.AddSingleton<MasterKey>();
        services.AddDataProtection().SetApplicationName("CaseyOS");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRingRepository(provider.GetRequiredService<TableServiceClient>());
            options.XmlEncryptor = new KeyRingEncryptor(provider.GetRequiredService<MasterKey>());
        }));
        services.AddSingleton<IGrantProtector, GrantProtector>();
        services.AddSingleton<IAddressHasher, AddressHasher>();
        return services;
    }
}
