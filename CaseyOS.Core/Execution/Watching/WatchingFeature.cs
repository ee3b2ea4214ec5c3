using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Registers the orchestration of executions.</summary>
public static class WatchingFeature
{
    /// <summary>Adds <see cref="ExecuteAndWatch"/> and its activities. Needs executions, outcomes, signals and a <see cref="DurableTaskClient"/>.</summary>
    public static IServiceCollection AddExecuteAndWatch(this IServiceCollection services)
    {
        services.TryAddSingleton<Looks>();
        services.TryAddSingleton<MissedReplies>();
        services.TryAddSingleton<StopWatching>();
        services.TryAddSingleton<UnstartedRuns>();
        services.TryAddSingleton<Resumption>();
        return services
            .AddOrchestrator<ExecuteAndWatch>()
            .AddActivity<PerformExecution>()
            .AddActivity<ReadExecution>()
            .AddActivity<TellCrm>()
            .AddActivity<LookAtDraft>()
            .AddActivity<RecordDraftAbandoned>()
            .AddActivity<CheckForReplies>()
            .AddActivity<RecordNoResponse>()
            .AddActivity<CreateFollowUp>();
    }
}
