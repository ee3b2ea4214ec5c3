namespace CaseyOS.Functions.Hosting;

/// <summary>Ties a function's name, the folder under <c>Triggers/</c>, to the class that does its work.</summary>
/// <param name="Name">Name of the function; the host calls it as <c>POST /{Name}</c>.</param>
/// <param name="Handler">An <see cref="ITimerTrigger"/>, <see cref="IQueueTrigger"/> or <see cref="IDurableQueueTrigger"/>.</param>
public sealed record TriggerRegistration(string Name, Type Handler)
{
    /// <summary>Whether a schedule starts it; otherwise a queue does.</summary>
    public bool IsTimer => typeof(ITimerTrigger).IsAssignableFrom(Handler);
}
