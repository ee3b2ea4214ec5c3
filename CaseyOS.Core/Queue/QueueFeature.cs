using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Queue;

/// <summary>Registers the command queue.</summary>
public static class QueueFeature
{
    /// <summary>
    /// Adds <see cref="CommandQueue"/> and <see cref="QueueStore"/>. Needs storage, scoring, a clock, and an
    /// <see cref="IOwnerTimeZones"/>.
    /// </summary>
    public static IServiceCollection AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QueueOptions>().Bind(configuration.GetSection(QueueOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QueueOptions>, QueueOptionsValidator>());
        services.TryAddSingleton<QueueStore>();
        services.TryAddSingleton<ItemScoring>();
        services.TryAddSingleton<CommandQueue>();
        return services;
    }
}
