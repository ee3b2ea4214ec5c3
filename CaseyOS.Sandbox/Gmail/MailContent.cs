namespace CaseyOS.Sandbox.Gmail;

/// <summary>A mail as the effect log and the mailbox list show it.</summary>
internal sealed record MailContent(
    string Account,
    string? DraftId,
    string MessageId,
    string ThreadId,
    string From,
    string To,
    string? Cc,
    string Subject,
    string Text,
    string? RfcMessageId,
    string? InReplyTo,
    IReadOnlyDictionary<string, string> XHeaders,
    DateTimeOffset Date)
{
    public static MailContent Describe(Message message, string? draftId = null) => new(
        message.Account,
        draftId,
        message.Id,
        message.ThreadId,
        message.Mime["From"] ?? "",
        message.Mime["To"] ?? "",
        message.Mime["Cc"],
        message.Mime["Subject"] ?? "",
        message.Mime.Text,
        message.Mime["Message-ID"],
        message.Mime["In-Reply-To"],
        message.Mime.Headers.Where(header => header.Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
            .DistinctBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        message.Date);
}
