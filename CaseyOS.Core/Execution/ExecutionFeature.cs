using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Executions.Drafting;
using CaseyOS.Core.Executions.Meetings;
using CaseyOS.Core.Executions.Records;
using CaseyOS.Core.Guards;
using CaseyOS.Core.Outreach;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Executions;

/// <summary>Registers executions.</summary>
public static class ExecutionFeature
{
    /// <summary>
    /// Adds <see cref="Executor"/>, <see cref="Rollback"/> and the handlers. An <see cref="IConfirmTokenProtector"/> and a
    /// <see cref="Orchestration.DurableTaskClient"/> come from outside; the orchestration is another feature, see <c>Watching</c>.
    /// </summary>
    public static IServiceCollection AddExecution(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExecutionOptions>().Bind(configuration.GetSection(ExecutionOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.Configure<ExecutionOptions>(options =>
            options.AttributionWindowHours = configuration.GetValue("OUTCOME_ATTRIBUTION_WINDOW_HOURS", options.AttributionWindowHours));
        services.AddSuppression();
        services.AddGuards(configuration);
        services.AddOutreach(configuration);
        services.AddOptions<MeetingOptions>().Bind(configuration.GetSection(MeetingOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<EffectTries>();
        services.TryAddSingleton<MeetingTimes>();
        services.TryAddSingleton<MarkedDrafts>();
        services.TryAddSingleton<ArticleSources>();
        services.AddSingleton<IActionHandler, MailHandler>();
        services.AddSingleton<IActionHandler, MeetingHandler>();
        services.AddSingleton<IActionHandler, TaskHandler>();
        services.AddSingleton<IActionHandler, BriefingHandler>();
        services.AddSingleton<IActionHandler, HealthCheckHandler>();
        services.TryAddSingleton<SendConcerns>();
        services.TryAddSingleton<LastLook>();
        services.TryAddSingleton<MailSender>();
        services.AddSingleton<IActionHandler, EscalationHandler>();
        services.AddSingleton<IActionHandler, ContentHandler>();
        services.TryAddSingleton<ActionHandlers>();
        services.Replace(ServiceDescriptor.Singleton<IExecutableActions>(provider => provider.GetRequiredService<ActionHandlers>()));
        services.TryAddSingleton<ExecutionStore>();
        services.TryAddSingleton<Confirmations>();
        services.TryAddSingleton<WatchPlan>();
        services.TryAddSingleton<Composer>();
        services.TryAddSingleton<FirstResults>();
        services.TryAddSingleton<ExecutionEnd>();
        services.TryAddSingleton<Deliverer>();
        services.TryAddSingleton<HoldUndo>();
        services.TryAddSingleton<Performer>();
        services.TryAddSingleton<ExecutionRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ExecutionRunner>());
        services.TryAddSingleton<DraftWatch>();
        services.TryAddSingleton<WatchRuns>();
        services.TryAddSingleton<WatchKeeper>();
        services.TryAddSingleton<TakeOver>();
        services.TryAddSingleton<Executor>();
        services.TryAddSingleton<Rollback>();
        return services;
    }
}
