namespace CaseyOS.Core.Connectors.Google;

/// <summary>A message at Gmail as far as we look at it: headers and snippet; where it is judged, also the beginning of its text.</summary>
public sealed record GmailMessage
{
    /// <summary>People say what they want in the first lines.</summary>
    public const int MaxText = 4000;

    /// <summary>Gmail id. The one of a draft changes with every edit.</summary>
    public required string Id { get; init; }

    /// <summary>Gmail thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Label ids: <c>INBOX</c>, <c>SENT</c>, <c>DRAFT</c>, ….</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>First value of each header, by name in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gmail's first words of the text.</summary>
    public string Snippet { get; init; } = "";

    /// <summary>
    /// Beginning of the text, quotations included, at most <see cref="MaxText"/> characters; null when only the headers were
    /// read. It is looked at and forgotten: nothing may store it.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Content-Type of every part below the first; empty when only the headers were read.</summary>
    public IReadOnlyList<string> PartTypes { get; init; } = [];

    /// <summary>The fields of a delivery report (RFC 3464), one a line; null when there are none or only the headers were read.</summary>
    public string? DeliveryStatus { get; init; }

    /// <summary>When Gmail received or made it.</summary>
    public DateTimeOffset InternalDate { get; init; }

    /// <summary>Sender; null when the header is missing or unreadable.</summary>
    public MailAddress? From { get; init; }

    /// <summary>Recipients of the To header.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Recipients of the Cc header.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Subject, decoded.</summary>
    public string Subject => EncodedWord.Decode(GetHeader("Subject") ?? "");

    /// <summary>Message-ID with angle brackets.</summary>
    public string? MessageId => GetHeader("Message-ID");

    /// <summary>First value of a header; null when there is none.</summary>
    public string? GetHeader(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>Whether Gmail put <paramref name="label"/> on it.</summary>
    public bool Has(string label) => Labels.Contains(label, StringComparer.Ordinal);
}

/// <summary>A conversation, oldest message first; drafts are messages with the label <c>DRAFT</c>.</summary>
public sealed record GmailThread(string Id, IReadOnlyList<GmailMessage> Messages);

/// <summary>A draft. Its id survives edits; its message's does not. From a list the message has ids only.</summary>
public sealed record GmailDraft(string Id, GmailMessage Message);

/// <summary>A message by its ids.</summary>
public sealed record GmailMessageReference(string Id, string ThreadId, IReadOnlyList<string> Labels);

/// <summary>What came since a history id.</summary>
/// <param name="HistoryId">Where the next call starts.</param>
/// <param name="Added">Messages that appeared, each once, oldest first; some may be gone by now.</param>
public sealed record GmailHistory(string HistoryId, IReadOnlyList<GmailMessageReference> Added)
{
    /// <summary>Messages that were deleted for good, each once; a draft that is edited or sent leaves one as well.</summary>
    public IReadOnlyList<GmailMessageReference> Deleted { get; init; } = [];
}

/// <summary>The mailbox.</summary>
/// <param name="Email">Its address, lower case.</param>
/// <param name="HistoryId">Its present point in history.</param>
public sealed record GmailProfile(string Email, string HistoryId);
