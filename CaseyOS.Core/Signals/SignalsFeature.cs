using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Signals.Forms;
using CaseyOS.Core.Signals.Ingestions;
using CaseyOS.Core.Signals.News;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Settings;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Signals.Webhooks;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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

        // In this order: of several rules that call for the same move, the first makes it, the next ones strengthen it.
        services.AddSingleton<ISignalRule, EmailRepliedRule>();
        services.AddSingleton<ISignalRule, FormSubmittedRule>();
        services.AddSingleton<ISignalRule, MeetingTodayRule>();
        services.AddSingleton<ISignalRule, ProposalNoResponseRule>();
        services.AddSingleton<ISignalRule, DealStalledRule>();
        services.AddSingleton<ISignalRule, DealAtRiskRule>();
        services.AddSingleton<ISignalRule, DealCloseDatePassedRule>();
        services.AddSingleton<ISignalRule, DealStageChangedRule>();
        services.AddSingleton<ISignalRule, CustomerOnboardingRule>();
        services.AddSingleton<ISignalRule, CaseStudyReadyRule>();
        services.AddSingleton<ISignalRule, NewLeadUncontactedRule>();
        services.AddSingleton<ISignalRule, EmailOpenedNoReplyRule>();
        services.AddSingleton<ISignalRule, InactiveContactRule>();
        services.AddSingleton<ISignalRule, ContractExpiringRule>();
        services.AddSingleton<ISignalRule, CustomerQuietRule>();
        services.AddSingleton<ISignalRule, DraftUnsentRule>();
        services.AddSingleton<ISignalRule, NewsletterDueRule>();
        services.AddSingleton<ISignalRule, ContentPublishedRule>();
        services.AddSingleton<ISignalRule, CompanyNewsRule>();
        services.AddSingleton<RuleSettingsStore>().AddSingleton<RuleSwitch>().AddSingleton<RuleDesk>();
        services.AddSingleton<RuleBook>();

        services.AddSingleton<ISignalSource, HubSpotSource>();
        services.AddSingleton<ISignalSource, HubSpotSweep>();
        services.AddSingleton<ISignalSource, GmailSource>();
        services.AddSingleton<ISignalSource, CalendarSource>().AddSingleton<MeetingDetector>().AddSingleton<ICalendarObserver, MeetingReasons>()
            .AddSingleton<Outcomes.MeetingAnswers>().AddSingleton<ICalendarObserver>(provider => provider.GetRequiredService<Outcomes.MeetingAnswers>());
        services.AddSingleton<ISignalSource, InternalSource>();
        services.AddSingleton<ISignalSource, FeedSource>();
        services.AddSingleton<ContentFeeds>().AddHttpClient(ContentFeeds.HttpClientName, client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), 4 * 1024 * 1024));
        services.AddSingleton<Conversations>().AddSingleton<WatchedMail>().AddSingleton<FollowUpCounts>().AddSingleton<FollowUps>();
        services.AddSingleton<RecordOwners>().AddSingleton<HubSpotFacts>().AddSingleton<OpenLog>().AddSingleton<HubSpotDetector>().AddSingleton<GoneReasons>();

        services.AddOptions<FormOptions>().Bind(configuration.GetSection(FormOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FormOptions>, FormOptionsValidator>().AddSingleton<CompanyClaims>().AddSingleton<FormProcessor>();
        services.AddSingleton<EventIntake>().AddSingleton<PersonEraser>().AddSingleton<EventProcessor>().AddSingleton<RecordHistoryStore>();

        services.AddOrchestrator<Ingest>().AddActivity<BeginIngest>().AddActivity<RunIngestSource>().AddActivity<EndIngest>();
        services.AddSuppression();
        services.AddSingleton<CursorStore>().AddSingleton<Freshness>().AddSingleton<SignalStore>().AddSingleton<KnownSignals>().AddSingleton<SignalIntake>();
        services.AddSingleton<SourceRunner>().AddSingleton<Ingestion>().AddSingleton<SignalProcessor>();
        return services;
    }

    /// <summary>Adds a provider of news about companies; without one the rule <c>company_news</c> is off.</summary>
    public static IServiceCollection AddCompanyNews<TProvider>(this IServiceCollection services)
        where TProvider : class, ICompanyNewsProvider
    {
        services.TryAddSingleton<TProvider>();
        services.AddSingleton<ICompanyNewsProvider>(provider => provider.GetRequiredService<TProvider>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISignalSource, CompanyNewsSource>());
        return services;
    }
}
