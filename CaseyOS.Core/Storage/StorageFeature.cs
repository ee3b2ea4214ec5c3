using Azure.Core;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Storage;

/// <summary>Registers the storage clients.</summary>
public static class StorageFeature
{
    /// <summary>
    /// Adds <see cref="TableServiceClient"/>, <see cref="QueueServiceClient"/> (Base64, as the Functions host writes and reads)
    /// and <see cref="StorageRoundTrips"/> as singletons. A <see cref="TokenCredential"/> must be registered from outside when
    /// the configuration names endpoints instead of a connection string.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton<StorageRoundTrips>();
        services.TryAddSingleton(provider => Tables(provider, new() { RoundTrips = provider.GetRequiredService<StorageRoundTrips>() }));
        services.TryAddSingleton(provider => Queues(
            provider, new() { RoundTrips = provider.GetRequiredService<StorageRoundTrips>(), MessageEncoding = QueueMessageEncoding.Base64 }));
        return services;
    }

    private static TableServiceClient Tables(IServiceProvider provider, TableClientOptions settings)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        return string.IsNullOrWhiteSpace(options.ConnectionString)
            ? new(options.TableEndpoint!, Credential(provider), settings)
            : new(options.ConnectionString, settings);
    }

    private static QueueServiceClient Queues(IServiceProvider provider, QueueClientOptions settings)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        return string.IsNullOrWhiteSpace(options.ConnectionString)
            ? new(options.QueueEndpoint!, Credential(provider), settings)
            : new(options.ConnectionString, settings);
    }

    private static TokenCredential Credential(IServiceProvider provider) => provider.GetService<TokenCredential>()
        ?? throw new InvalidOperationException("Storage:TableEndpoint and Storage:QueueEndpoint need an identity, but no TokenCredential is registered.");
}
