using CaseyOS.Core.Audits;
using CaseyOS.Core.Connectors.Resilience;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Guards;

/// <summary>Registers what stands between a wish and its effect.</summary>
public static class GuardsFeature
{
    /// <summary>Adds <see cref="ActionSwitch"/>, <see cref="LimitBook"/>, <see cref="HandlerCircuits"/> and <see cref="AuditLog"/>.</summary>
    public static IServiceCollection AddGuards(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LimitOptions>().Bind(configuration.GetSection(LimitOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<AuditedChanges>();
        services.TryAddSingleton<ActionSwitch>();
        services.TryAddSingleton<IEffectGate>(provider => provider.GetRequiredService<ActionSwitch>());
        services.TryAddSingleton<LimitBook>();
        services.TryAddSingleton<HandlerCircuits>();
        return services;
    }
}
