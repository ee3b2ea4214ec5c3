using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseyOS.Functions.Hosting;

/// <summary>Registers and maps the functions that the host calls by name.</summary>
public static class TriggerFeature
{
    private static readonly Type[] Kinds = [typeof(ITimerTrigger), typeof(IQueueTrigger), typeof(IDurableQueueTrigger)];

    /// <summary>Lets the host, or the local pump, start <typeparamref name="T"/> under <paramref name="name"/>.</summary>
    public static IServiceCollection AddTrigger<T>(this IServiceCollection services, string name)
        where T : class
    {
        if (!Kinds.Any(kind => kind.IsAssignableFrom(typeof(T))))
        {
            throw new ArgumentException($"{typeof(T).Name} is neither a timer nor a queue trigger.", nameof(name));
        }

        services.TryAddSingleton<FailureNotes>();
        return services.AddScoped<T>().AddSingleton(new TriggerRegistration(name, typeof(T)));
    }

    /// <summary>Maps <c>POST /{FunctionName}</c> for every registered trigger, unreachable from outside.</summary>
    public static IEndpointRouteBuilder MapTriggers(this IEndpointRouteBuilder routes)
    {
        foreach (var trigger in routes.ServiceProvider.GetServices<TriggerRegistration>())
        {
            routes.MapFunction(trigger.Name, context => TriggerCall.RunAsync(context, trigger)).WithMetadata(trigger);
        }

        return routes;
    }

    /// <summary>Maps <c>POST /{name}</c>, which only who starts functions here can reach.</summary>
    internal static IEndpointConventionBuilder MapFunction(this IEndpointRouteBuilder routes, string name, Func<HttpContext, Task> run) =>
        routes.MapPost($"/{name}", (HttpContext context, TriggerGate gate) => RunAsync(context, gate, name, run))
            .AllowAnonymous()
            .WithoutCsrf()
            .ExcludeFromDescription();

    private static Task RunAsync(HttpContext context, TriggerGate gate, string name, Func<HttpContext, Task> run)
    {
        if (gate.IsOpenTo(context, name))
        {
            return run(context);
        }

        // Without a body here, the status page middleware writes the same answer as for a path that does not exist.
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
