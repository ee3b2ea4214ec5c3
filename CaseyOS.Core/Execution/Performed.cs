namespace CaseyOS.Core.Executions;

/// <summary>What is known about an effect after a try to make it.</summary>
public abstract record Performed
{
    private Performed()
    {
    }

    /// <summary>It exists, once.</summary>
    /// <param name="Result">Where to find it.</param>
    public sealed record Done(ActionResult Result) : Performed;

    /// <summary>It does not exist, and nothing of it is left outside.</summary>
    /// <param name="Reason">Why, in a sentence the user can act on.</param>
    /// <param name="Outage">The service did not answer; false when it refused for a reason.</param>
    public sealed record NotDone(string Reason, bool Outage = false) : Performed;

    /// <summary>It may exist: the service stopped answering. Somebody looks again later.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Unknown(string Reason) : Performed;
}
