namespace CaseyOS.Functions.Local;

/// <summary>Registers the stand-in for the Functions host.</summary>
internal static class LocalFeature
{
    public static IServiceCollection AddLocalPump(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<PumpOptions>(configuration.GetSection(PumpOptions.SectionName));
        services.AddSingleton<PumpTriggerGate>();
        services.AddSingleton<TriggerGate>(provider => provider.GetRequiredService<PumpTriggerGate>());
        services.AddSingleton<QueueSignal>();
        services.AddSingleton<FunctionCaller>();
        services.AddHostedService<TriggerPump>();
        return services;
    }
}
