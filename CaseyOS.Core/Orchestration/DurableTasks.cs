using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Core.Orchestration;

/// <summary>The orchestrators and activities that features registered, by name.</summary>
/// <remarks>Names count in any case of letters, as they do for the Durable extension.</remarks>
public sealed class DurableTasks(IEnumerable<OrchestratorRegistration> orchestrators, IEnumerable<ActivityRegistration> activities, IServiceProvider services)
{
    private readonly Dictionary<string, OrchestratorRegistration> orchestrators = orchestrators.ToDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityRegistration> activities = activities.ToDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A new orchestrator for one turn; null when no such name is registered.</summary>
    public ITaskOrchestrator? FindOrchestrator(TaskName name) => orchestrators.TryGetValue(name.Name, out var found) ? found.Create() : null;

    /// <summary>Runs an activity and says how it ended; it never throws for what the activity did.</summary>
    /// <param name="context">For whom.</param>
    /// <param name="input">Input as JSON.</param>
    public async Task<ActivityResult> RunActivityAsync(TaskActivityContext context, string? input)
    {
        if (!activities.TryGetValue(context.Name.Name, out var registration))
        {
            return new(null, new("UnknownActivity", $"No activity is called '{context.Name}'.", IsNonRetriable: true));
        }

        try
        {
            var activity = registration.Create(services);
            return new(TaskJson.Write(await activity.RunAsync(context, TaskJson.Read(input, activity.InputType))), null);
        }
        catch (Exception exception)
        {
            // Not swallowed: it becomes the task's failure, which the orchestrator handles or dies of.
            return new(null, TaskFailureDetails.From(exception));
        }
    }
}

/// <summary>How an activity ended.</summary>
/// <param name="Result">Its result as JSON.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record ActivityResult(string? Result, TaskFailureDetails? Failure);

/// <summary>An orchestrator by its name.</summary>
public sealed record OrchestratorRegistration(string Name, Func<ITaskOrchestrator> Create);

/// <summary>An activity by its name.</summary>
public sealed record ActivityRegistration(string Name, Func<IServiceProvider, ITaskActivity> Create);

/// <summary>How features register their workflows.</summary>
public static class DurableTasksServiceCollectionExtensions
{
    /// <summary>Registers an orchestrator under its class name. It has no dependencies, since it could not use them.</summary>
    public static IServiceCollection AddOrchestrator<TOrchestrator>(this IServiceCollection services)
        where TOrchestrator : ITaskOrchestrator, new() =>
        services.AddSingleton(new OrchestratorRegistration(typeof(TOrchestrator).Name, () => new TOrchestrator()));

    /// <summary>Registers an activity under its class name.</summary>
    public static IServiceCollection AddActivity<TActivity>(this IServiceCollection services)
        where TActivity : class, ITaskActivity =>
        services.AddSingleton<TActivity>().AddSingleton(new ActivityRegistration(typeof(TActivity).Name, provider => provider.GetRequiredService<TActivity>()));
}
