namespace CaseyOS.Sandbox.Market;

/// <summary>How a person answers.</summary>
internal enum ReplyKind
{
    Positive,
    Neutral,
    Negative,
    OutOfOffice,
    Bounce,
    Forward,
    Unsubscribe,

    /// <summary>The mail could not be delivered yet.</summary>
    SoftBounce,

    /// <summary>A colleague of the person answers, who has the mail from him.</summary>
    Colleague,

    /// <summary>The person sends the conversation on, with the user among the recipients.</summary>
    ForwardedMail,

    /// <summary>The user gets a blind copy of what the person writes to somebody else.</summary>
    BlindCopy,

    /// <summary>Somebody of the user's own firm writes into the conversation.</summary>
    Team,
}

/// <summary>Something that a simulated person is going to do: answer this mail, at that time.</summary>
internal sealed record Plan(string Id, DateTimeOffset DueAt, ReplyKind Kind, string Account, string MessageId, string Person);
