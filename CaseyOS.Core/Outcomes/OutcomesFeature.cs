using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Outcomes.Deals;
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
        services.TryAddSingleton<DealOutcomeStore>();
        services.TryAddSingleton<DealOutcomes>();
        services.AddOrchestrator<BackfillDealOutcomes>().AddActivity<BeginBackfill>().AddActivity<ImportClosedDeals>().AddActivity<EndBackfill>();
        return services;
    }
}
