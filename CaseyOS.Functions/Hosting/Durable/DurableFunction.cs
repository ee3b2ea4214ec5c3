namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Marks the endpoint of an orchestrator or activity: the function of the same name under <c>Triggers/</c>.</summary>
/// <param name="Name">The name in histories and in the host.</param>
/// <param name="Kind">Type of its trigger binding.</param>
internal sealed record DurableFunction(string Name, string Kind)
{
    public const string Orchestration = "orchestrationTrigger";
    public const string Activity = "activityTrigger";
}
