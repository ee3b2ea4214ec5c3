using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>Registers the stand-in for the Durable extension.</summary>
internal static class TaskHubFeature
{
    public static IServiceCollection AddTaskHub(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<TaskHubOptions>(configuration.GetSection(TaskHubOptions.SectionName));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TaskHubOptions>>().Value);
        services.TryAddSingleton<DurableTasks>();
        services.AddSingleton<TaskHubStore>();
        services.AddSingleton<Hints>();
        services.AddSingleton<Completions>();
        services.AddSingleton<DurableTaskClient, EmbeddedTaskHubClient>();
        services.AddHostedService<EmbeddedTaskHub>();
        return services;
    }
}
