using CaseyOS.Core.Guards;

namespace CaseyOS.Core.Executions.Delivery;

/// <summary>What is known about a mail after a try to send its draft.</summary>
/// <param name="Service">What the try has shown about Gmail.</param>
public abstract record SendAnswer(ServiceState Service)
{
    /// <summary>It was sent, once.</summary>
    /// <param name="Mail">As Gmail has it.</param>
    public sealed record Sent(Sighting.Sent Mail) : SendAnswer(ServiceState.Answered);

    /// <summary>It was not sent and will not be.</summary>
    /// <param name="Reason">Why, in a sentence the user can act on.</param>
    /// <param name="Service">Down when Gmail is the reason; it answers when something speaks against sending.</param>
    public sealed record Refused(string Reason, ServiceState Service = ServiceState.Answered) : SendAnswer(Service);

    /// <summary>It may have been sent, or nobody could look. Somebody looks again later.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="Service">Not asked when the user's connection to Gmail is gone.</param>
    public sealed record Unknown(string Reason, ServiceState Service = ServiceState.Down) : SendAnswer(Service);
}
