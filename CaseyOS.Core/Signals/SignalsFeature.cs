using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Signals.Forms;
using CaseyOS.Core.Signals.Ingestions;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Signals.Webhooks;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals;

/// <summary>Registers the detection.</summary>
public static class SignalsFeature
{
    /// <summary>Adds rules, sources and what turns their signals into moves. A new rule is one line here.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignalOptions>().Bind(configuration.GetSection(SignalOptions.SectionName)).ValidateOnStart();
        services.AddOptions<IdealCustomerOptions>().Bind(configuration.GetSection(IdealCustomerOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignalOptions>, SignalOptionsValidator>();
        services.AddSingleton<IValidateOptions<IdealCustomerOptions>, IdealCustomerOptionsValidator>();

        // In this order: the first rule that calls for mail about a deal names the move, the next ones strengthen it.
        services.AddSingleton<ISignalRule<DealFacts>, ProposalNoResponseRule>();
        services.AddSingleton<ISignalRule<DealFacts>, DealStalledRule>();
        services.AddSingleton<ISignalRule<DealFacts>, DealCloseDatePassedRule>();
        services.AddSingleton<ISignalRule<DealFacts>, DealStageChangedRule>();
        services.AddSingleton<ISignalRule<LeadFacts>, NewLeadUncontactedRule>();
        services.AddSingleton<ISignalRule<ReplyFacts>, EmailRepliedRule>();
        services.AddSingleton<ISignalRule<FormFacts>, FormSubmittedRule>();
        services.AddSingleton<RuleBook>();

        services.AddSingleton<ISignalSource, HubSpotSource>();
        services.AddSingleton<ISignalSource, HubSpotSweep>();
        services.AddSingleton<ISignalSource, GmailSource>();
        services.AddSingleton<ISignalSource, CalendarSource>().AddSingleton<MeetingDetector>();
        services.AddSingleton<Conversations>().AddSingleton<WatchedMail>().AddSingleton<FollowUpCounts>().AddSingleton<FollowUps>();
        services.AddSingleton<RecordOwners>().AddSingleton<HubSpotFacts>().AddSingleton<HubSpotDetector>().AddSingleton<GoneReasons>();

        services.AddOptions<FormOptions>().Bind(configuration.GetSection(FormOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FormOptions>, FormOptionsValidator>().AddSingleton<FormProcessor>();
        services.AddSingleton<EventIntake>().AddSingleton<EventProcessor>().AddSingleton<RecordHistoryStore>();

        services.AddOrchestrator<Ingest>().AddActivity<BeginIngest>().AddActivity<RunIngestSource>().AddActivity<EndIngest>();
        services.AddSuppression();
        services.AddSingleton<CursorStore>().AddSingleton<SignalStore>().AddSingleton<KnownSignals>().AddSingleton<SignalIntake>();
        services.AddSingleton<SourceRunner>().AddSingleton<Ingestion>().AddSingleton<SignalProcessor>();
        return services;
    }
}
