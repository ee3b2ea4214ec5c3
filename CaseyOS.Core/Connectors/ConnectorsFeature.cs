using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors;

/// <summary>Registers the clients of the services outside.</summary>
public static class ConnectorsFeature
{
    /// <summary>Adds <see cref="HubSpotClient"/>, <see cref="GmailClient"/>, <see cref="CalendarClient"/> and <see cref="GoogleTokens"/> with their named HTTP clients.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HttpResilienceOptions>().Bind(configuration.GetSection(HttpResilienceOptions.SectionName));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ConnectorPipelines>();
        AddHubSpot(services, configuration);
        AddGoogle(services, configuration);
        return services;
    }

    private static void AddHubSpot(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HubSpotOptions>().Bind(configuration.GetSection(HubSpotOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HubSpotOptions>, HubSpotOptionsValidator>());
        services.AddHttpClient(HubSpotApi.HttpClientName)
            .AddConnectorResilience(provider => new HubSpotRateLimitHandler(provider.GetRequiredService<HubSpotRateLimits>()));
        services.TryAddSingleton(provider => new HubSpotRateLimits(
            provider.GetRequiredService<IOptions<HubSpotOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HubSpotRateLimits>>(),
            provider.GetService<TableServiceClient>()));
        services.TryAddSingleton<HubSpotGrants>();
        services.TryAddSingleton(provider => new HubSpotCredential(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IOptions<HubSpotOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HubSpotCredential>>(),
            provider.GetService<TableServiceClient>() is null ? null : provider.GetRequiredService<HubSpotGrants>()));
        services.TryAddSingleton(provider => new HubSpotInstaller(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<IOptions<HubSpotOptions>>(),
            provider.GetRequiredService<HubSpotGrants>(),
            provider.GetRequiredService<HubSpotCredential>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<HubSpotApi>();
        services.TryAddSingleton<HubSpotAssociations>();
        services.TryAddSingleton<HubSpotSearch>();
        services.TryAddSingleton<HubSpotRecords>();
        services.TryAddSingleton<HubSpotSetup>();
        services.TryAddSingleton<HubSpotExecutionProperties>();
        services.TryAddSingleton<HubSpotEngagements>();
        services.TryAddSingleton<HubSpotMeetings>();
        services.TryAddSingleton(provider => new HubSpotClient(
            provider.GetRequiredService<HubSpotSearch>(),
            provider.GetRequiredService<HubSpotRecords>(),
            provider.GetRequiredService<HubSpotAssociations>(),
            provider.GetRequiredService<HubSpotSetup>(),
            provider.GetRequiredService<HubSpotEngagements>(),
            provider.GetRequiredService<HubSpotMeetings>(),
            provider.GetRequiredService<HubSpotApi>(),
            provider.GetRequiredService<HubSpotRateLimits>()));
    }

    private static void AddGoogle(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GoogleOptions>().Bind(configuration.GetSection(GoogleOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GoogleOptions>, GoogleOptionsValidator>());
        services.AddHttpClient(GoogleOAuthClient.HttpClientName).AddConnectorResilience(_ => new GoogleQuotaHandler());
        services.TryAddSingleton<GoogleOAuthClient>();
        services.TryAddSingleton<GoogleTokens>();
        services.TryAddSingleton(provider => new GoogleQuota(
            provider.GetRequiredService<IOptions<GoogleOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GoogleQuota>>(),
            provider.GetService<TableServiceClient>()));
        services.TryAddSingleton<GoogleApi>();
        services.TryAddSingleton<GmailApi>();
        services.TryAddSingleton(provider => new CalendarClient(provider.GetRequiredService<GoogleApi>(), provider.GetRequiredService<IOptions<GoogleOptions>>()));
        services.TryAddSingleton(provider => new GmailClient(provider.GetRequiredService<GmailApi>()));
    }
}
