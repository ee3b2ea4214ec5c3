using CaseyOS.Core.Executions.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Outcomes;

/// <summary>Registers outcomes.</summary>
public static class OutcomesFeature
{
    /// <summary>Adds <see cref="OutcomeStore"/>, <see cref="OutcomeRecorder"/>, <see cref="OutcomeDetector"/> and <see cref="Dashboard"/>.</summary>
    public static IServiceCollection AddOutcomes(this IServiceCollection services)
    {
        services.TryAddSingleton<OutcomeStore>();
        services.TryAddSingleton<OutcomeRecorder>();
        services.TryAddSingleton<SilenceRecorder>();
        services.TryAddSingleton<Absence>();
        services.TryAddSingleton<OutcomeDetector>();
        services.TryAddSingleton<Signals.SignalStore>();
        services.TryAddSingleton<Dashboard>();
        return services;
    }
}
