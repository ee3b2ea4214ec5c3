namespace CaseyOS.Functions.Hosting;

/// <summary>Registers and maps the functions that the host calls by name.</summary>
public static class TriggerFeature
{
    /// <summary>Lets the host, or the local pump, start <typeparamref name="T"/> under <paramref name="name"/>.</summary>
    public static IServiceCollection AddTrigger<T>(this IServiceCollection services, string name)
        where T : class
    {
        if (!typeof(ITimerTrigger).IsAssignableFrom(typeof(T)) && !typeof(IQueueTrigger).IsAssignableFrom(typeof(T)))
        {
            throw new ArgumentException($"{typeof(T).Name} is neither a timer nor a queue trigger.", nameof(name));
        }

        return services.AddScoped<T>().AddSingleton(new TriggerRegistration(name, typeof(T)));
    }

    /// <summary>Maps <c>POST /{FunctionName}</c> for every registered trigger, unreachable from outside.</summary>
    public static IEndpointRouteBuilder MapTriggers(this IEndpointRouteBuilder routes)
    {
        foreach (var trigger in routes.ServiceProvider.GetServices<TriggerRegistration>())
        {
            routes.MapPost($"/{trigger.Name}", (HttpContext context, TriggerGate gate) => RunAsync(context, gate, trigger))
                .AllowAnonymous()
                .WithoutCsrf()
                .WithMetadata(trigger)
                .ExcludeFromDescription();
        }

        return routes;
    }

    private static Task RunAsync(HttpContext context, TriggerGate gate, TriggerRegistration trigger)
    {
        if (gate.IsOpenTo(context, trigger.Name))
        {
            return TriggerCall.RunAsync(context, trigger);
        }

        // Without a body here, the status page middleware writes the same answer as for a path that does not exist.
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
