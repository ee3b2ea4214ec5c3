using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Suppression;

/// <summary>Registers the suppression list.</summary>
public static class SuppressionFeature
{
    /// <summary>Adds <see cref="SuppressionList"/> and <see cref="StopRequests"/>. An <see cref="IAddressHasher"/> comes from outside.</summary>
    public static IServiceCollection AddSuppression(this IServiceCollection services)
    {
        services.TryAddSingleton<SuppressionList>();
        services.TryAddSingleton<StopRequests>();
        return services;
    }
}
