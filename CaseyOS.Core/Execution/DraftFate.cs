namespace CaseyOS.Core.Executions;

/// <summary>What the user did with a draft that we made.</summary>
public enum DraftFate
{
    /// <summary>It lies in the mailbox, or nobody has looked yet.</summary>
    Unsent,

    /// <summary>Sent as we wrote it.</summary>
    SentUnchanged,

    /// <summary>Sent after the user edited it.</summary>
    SentEdited,

    /// <summary>Neither a draft nor a sent mail is left: the user deleted it, and nobody makes it again.</summary>
    Deleted,
}
