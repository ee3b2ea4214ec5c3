using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Outcomes;

/// <summary>Registers outcomes.</summary>
public static class OutcomesFeature
{
    /// <summary>Adds <see cref="OutcomeStore"/>, <see cref="OutcomeRecorder"/> and <see cref="OutcomeDetector"/>.</summary>
    public static IServiceCollection AddOutcomes(this IServiceCollection services)
    {
        services.TryAddSingleton<OutcomeStore>();
        services.TryAddSingleton<OutcomeRecorder>();
        services.TryAddSingleton<OutcomeDetector>();
        return services;
    }
}
