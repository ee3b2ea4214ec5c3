using CaseyOS.Functions.Local.TaskHub;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Local;

/// <summary>Registers the stand-in for the Functions host.</summary>
internal static class LocalFeature
{
    public static IServiceCollection AddLocal(this IServiceCollection services, LocalOptions local, IConfiguration configuration)
    {
        services.AddSingleton(Options.Create(local));
        services.Configure<PumpOptions>(configuration.GetSection(PumpOptions.SectionName));
        services.AddSingleton<PumpTriggerGate>();
        services.AddSingleton<TriggerGate>(provider => provider.GetRequiredService<PumpTriggerGate>());
        services.AddSingleton<QueueSignal>();
        services.AddSingleton<FunctionCaller>();
        services.AddHostedService<TriggerPump>();
        services.AddHostedService<LocalWelcome>();
        services.AddTaskHub(configuration);
        return services;
    }
}
