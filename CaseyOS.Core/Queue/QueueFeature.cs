using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Queue;

/// <summary>Registers the command queue.</summary>
public static class QueueFeature
{
    /// <summary>
    /// Adds <see cref="CommandQueue"/>, <see cref="QueueStore"/> and <see cref="ScoreRecalculation"/>. Needs storage, accounts,
    /// scoring and a clock.
    /// </summary>
    public static IServiceCollection AddQueue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QueueOptions>().Bind(configuration.GetSection(QueueOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QueueOptions>, QueueOptionsValidator>());
        services.TryAddSingleton<QueueStore>();
        services.TryAddSingleton<ItemScoring>();
        services.TryAddSingleton<IOwnerTimeZones, AccountTimeZones>();
        services.TryAddSingleton<IExecutableActions, NoExecutableActions>();
        services.TryAddSingleton<CommandQueue>();
        services.TryAddSingleton<RuleTallies>();
        services.TryAddSingleton<ScoreRecalculation>();
        return services;
    }
}
