namespace CaseyOS.Core.Outcomes;

/// <summary>A genuine reply by a person, as the Gmail side judged it.</summary>
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

    /// <summary><c>poll</c>, <c>webhook</c> or <c>manual</c>.</summary>
    public string DetectionMethod { get; init; } = "poll";
}
