namespace CaseyOS.Core.Connectors.Google;

/// <summary>A mail to be written: one recipient, plain text.</summary>
public sealed record OutgoingMail
{
    /// <summary>Marks a mail with the execution that made it, so that a repeat finds it instead of making another.</summary>
    public const string ExecutionHeader = "X-CaseyOS-Execution";

    /// <summary>Sender; Gmail takes the account's own address when null.</summary>
    public MailAddress? From { get; init; }

    /// <summary>Recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>Recipient's name.</summary>
    public string? ToName { get; init; }

    /// <summary>Subject; in a thread it must be the thread's.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text, any line ends.</summary>
    public required string Body { get; init; }

    /// <summary>Gmail thread to put it in.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Message-ID (with angle brackets) that it answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Message-IDs of the conversation, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
