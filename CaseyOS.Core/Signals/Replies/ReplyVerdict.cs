using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Signals.Replies;

/// <summary>What an incoming message is, seen from mail that the owner sent.</summary>
public enum ReplyKind
{
    /// <summary>A person answers the owner's mail.</summary>
    Genuine,

    /// <summary>The owner's own message.</summary>
    Own,

    /// <summary>Nothing connects it with mail of the owner.</summary>
    Unrelated,

    /// <summary>In the owner's conversation, but from somebody he did not write to, or not to him: a forward or a blind copy.</summary>
    Forwarded,

    /// <summary>From somebody at the owner's own domain to whom he did not write: a colleague joins in.</summary>
    Colleague,

    /// <summary>A delivery report.</summary>
    Bounced,

    /// <summary>Written by a machine: out of office and the like.</summary>
    Automatic,

    /// <summary>An answer to an invitation.</summary>
    Calendar,
}

/// <summary>The judgement over one message, with the headers it rests on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Evidence">Header and value, in a sentence that a person can check in his mailbox.</param>
/// <param name="Answered">The owner's message that it belongs to, if any.</param>
public sealed record ReplyVerdict(ReplyKind Kind, string Evidence, GmailMessage? Answered = null)
{
    /// <summary>Of a <see cref="ReplyKind.Bounced"/>: how final it is.</summary>
    public BounceKind Bounce { get; init; }

    /// <summary>Of a <see cref="ReplyKind.Bounced"/>: the address that failed, where the report names it or there was only one.</summary>
    public string? FailedRecipient { get; init; }

    /// <summary>Of a <see cref="ReplyKind.Automatic"/>: the first day on which its writer may be back, where it clearly says one.</summary>
    public DateOnly? BackOn { get; init; }

    /// <summary>Of a <see cref="ReplyKind.Genuine"/>: what the person wants, with the words that say so.</summary>
    public SentimentReading? Sentiment { get; init; }
}
