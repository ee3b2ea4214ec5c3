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
}

/// <summary>Something that a simulated person is going to do: answer this mail, at that time.</summary>
internal sealed record Plan(string Id, DateTimeOffset DueAt, ReplyKind Kind, string Account, string MessageId, string Person);
