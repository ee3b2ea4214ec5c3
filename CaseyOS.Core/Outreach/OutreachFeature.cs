using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Core.Outreach;

/// <summary>Registers the rules for mail that nobody asked for.</summary>
public static class OutreachFeature
{
    /// <summary>Adds <see cref="OutreachRules"/>. An <see cref="Suppression.IUnsubscribeLinks"/> comes from outside.</summary>
    public static IServiceCollection AddOutreach(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutreachOptions>().Bind(configuration.GetSection(OutreachOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<OutreachRules>();
        return services;
    }
}
