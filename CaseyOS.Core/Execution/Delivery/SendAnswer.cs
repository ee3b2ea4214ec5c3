namespace CaseyOS.Core.Executions.Delivery;

/// <summary>What is known about a mail after a try to send its draft.</summary>
public abstract record SendAnswer
{
    private SendAnswer()
    {
    }

    /// <summary>It was sent, once.</summary>
    /// <param name="Mail">As Gmail has it.</param>
    public sealed record Sent(Sighting.Sent Mail) : SendAnswer;

    /// <summary>It was not sent and will not be.</summary>
    /// <param name="Reason">Why, in a sentence the user can act on.</param>
    /// <param name="Outage">Gmail did not answer; false when something speaks against it.</param>
    public sealed record Refused(string Reason, bool Outage = false) : SendAnswer;

    /// <summary>It may have been sent: Gmail stopped answering. Somebody looks again later.</summary>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Unknown(string Reason) : SendAnswer;
}
