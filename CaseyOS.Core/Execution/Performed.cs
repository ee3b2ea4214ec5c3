using CaseyOS.Core.Guards;

namespace CaseyOS.Core.Executions;

/// <summary>What is known about an effect after a try to make it.</summary>
/// <param name="Service">What the try has shown about the service behind it.</param>
public abstract record Performed(ServiceState Service)
{
    /// <summary>It exists, once.</summary>
    /// <param name="Result">Where to find it.</param>
    public sealed record Done(ActionResult Result) : Performed(ServiceState.Answered);

    /// <summary>It does not exist, and nothing of it is left outside.</summary>
    /// <param name="Reason">Why, in a sentence the user can act on.</param>
    /// <param name="Service">Answered when the service refused it, down when it did not answer; not asked when we ourselves refused.</param>
    public sealed record NotDone(string Reason, ServiceState Service = ServiceState.NotAsked) : Performed(Service);

    /// <summary>It may exist: the service stopped answering. Somebody looks again later.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="Service">Not asked when it has refused us and not what we asked.</param>
    public sealed record Unknown(string Reason, ServiceState Service = ServiceState.Down) : Performed(Service);
}
