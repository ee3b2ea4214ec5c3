using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Suppression;

/// <summary>Registers whom not to write to.</summary>
public static class SuppressionFeature
{
    /// <summary>Adds <see cref="SuppressionList"/>, <see cref="StopRequests"/> and <see cref="ExcludedCompanies"/>. An <see cref="IAddressHasher"/> comes from outside.</summary>
    public static IServiceCollection AddSuppression(this IServiceCollection services)
    {
        services.TryAddSingleton<SuppressionList>();
        services.TryAddSingleton<StopRequests>();
        services.TryAddSingleton<ExcludedCompanies>();
        return services;
    }
}
