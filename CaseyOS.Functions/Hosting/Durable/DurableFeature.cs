using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Lets the Durable extension run the orchestrators and activities that features registered.</summary>
public static class DurableFeature
{
    /// <summary>Registers the catalogue of what features registered.</summary>
    public static IServiceCollection AddDurableTasks(this IServiceCollection services)
    {
        services.TryAddSingleton<DurableTasks>();
        return services;
    }

    /// <summary>Registers the client whose commands the Durable extension carries out, and the function that hands them over.</summary>
    public static IServiceCollection AddDurableTaskClient(this IServiceCollection services)
    {
        // Without the factory's own loggers: the addresses hold the extension's key.
        services.AddHttpClient<DurableHttpApi>(http => http.Timeout = TimeSpan.FromSeconds(30)).RemoveAllLoggers();
        services.AddSingleton<Func<DurableHttpApi>>(provider => provider.GetRequiredService<DurableHttpApi>);
        services.AddSingleton<ExtensionAccess>().AddSingleton<ExtensionReads>();
        services.AddSingleton<DurableTaskClient, HostedTaskClient>();
        return services.AddTrigger<CommandOrchestrationsTrigger>(CommandOrchestrationsTrigger.Function);
    }

    /// <summary>Maps <c>POST /{Name}</c> for each of them, behind the same gate as every other function.</summary>
    public static IEndpointRouteBuilder MapDurableTasks(this IEndpointRouteBuilder routes)
    {
        foreach (var orchestrator in routes.ServiceProvider.GetServices<OrchestratorRegistration>())
        {
            routes.MapFunction(orchestrator.Name, context => OrchestrationCall.RunAsync(context, orchestrator))
                .WithMetadata(new DurableFunction(orchestrator.Name, DurableFunction.Orchestration));
        }

        foreach (var activity in routes.ServiceProvider.GetServices<ActivityRegistration>())
        {
            routes.MapFunction(activity.Name, context => ActivityCall.RunAsync(context, activity.Name))
                .WithMetadata(new DurableFunction(activity.Name, DurableFunction.Activity));
        }

        return routes;
    }
}
