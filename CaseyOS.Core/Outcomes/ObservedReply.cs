namespace CaseyOS.Core.Outcomes;

/// <summary>A genuine reply by a person, or what a machine sent instead, as the Gmail side judged it.</summary>
/// <param name="Owner">Whose mailbox.</param>
/// <param name="MessageId">Gmail's id of the reply; the same reply seen twice has the same.</param>
/// <param name="ThreadId">Gmail thread.</param>
/// <param name="FromEmail">Who wrote it.</param>
/// <param name="FromName">His name.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Evidence">Why it counts as a genuine reply, in words a person can check.</param>
public sealed record ObservedReply(
    OwnerId Owner, string MessageId, string ThreadId, string FromEmail, string FromName, DateTimeOffset ReceivedAt, string Evidence)
{
    /// <summary>Message-IDs that its In-Reply-To and References name.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>What it is to the execution: a reply, a delivery report, or an automatic answer.</summary>
    public OutcomeType Type { get; init; } = OutcomeType.EmailReplied;

    /// <summary>What the person's words add to a reply: yes, no, or the request to stop; null when they are neither.</summary>
    public OutcomeType? Tone { get; init; }

    /// <summary>The few words of the person that <see cref="Tone"/> rests on.</summary>
    public string? ToneWords { get; init; }

    /// <summary>Of an automatic answer: the first day on which the person may be back, where he says one clearly.</summary>
    public DateOnly? BackOn { get; init; }

    /// <summary><c>poll</c>, <c>webhook</c> or <c>manual</c>.</summary>
    public string DetectionMethod { get; init; } = "poll";
}
