namespace CaseyOS.Core.Executions;

/// <summary>What a look into the mailbox says about a draft of ours.</summary>
public abstract record Sighting
{
    private Sighting()
    {
    }

    /// <summary>It is still there.</summary>
    /// <param name="ThreadId">Its thread now: editing the subject moves a draft to another thread.</param>
    public sealed record Draft(string ThreadId) : Sighting;

    /// <summary>The user has sent it.</summary>
    /// <param name="GmailMessageId">Gmail's id of the sent message.</param>
    /// <param name="MessageId">The Message-ID that Gmail gave it.</param>
    /// <param name="ThreadId">Its thread.</param>
    /// <param name="At">When.</param>
    /// <param name="Edited">Whether the user changed it before: an edited mail does not carry our header any more.</param>
    public sealed record Sent(string GmailMessageId, string? MessageId, string ThreadId, DateTimeOffset At, bool Edited) : Sighting;

    /// <summary>Neither a draft nor a sent mail: the user deleted it.</summary>
    public sealed record Gone : Sighting;
}
