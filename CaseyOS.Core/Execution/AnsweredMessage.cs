namespace CaseyOS.Core.Executions;

/// <summary>The newest message of a thread that a mail answers.</summary>
/// <param name="Id">Gmail's id; a different one later means that the conversation went on.</param>
/// <param name="MessageId">Its Message-ID, which the answer names in In-Reply-To.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="References">Message-IDs of the conversation up to and with it, oldest first.</param>
public sealed record AnsweredMessage(string Id, string? MessageId, string? Subject, IReadOnlyList<string> References);
