using System.Text.Json.Serialization;
using CaseyOS.Sandbox.Gmail.Mime;

namespace CaseyOS.Sandbox.Gmail;

/// <summary>A message in one account's mailbox. The raw bytes never change; labels do.</summary>
internal sealed record Message(
    string Id, string ThreadId, string Account, IReadOnlyList<string> Labels, DateTimeOffset Date, long HistoryId, byte[] Raw)
{
    private MimePart? mime;

    [JsonIgnore]
    public MimePart Mime => mime ??= MimeParser.Parse(Raw);

    public bool Has(string label) => Labels.Contains(label);
}

/// <summary>A draft keeps its id while every edit gives its message a new one.</summary>
internal sealed record Draft(string Id, string Account, string MessageId);

/// <summary>The mailbox's counter, and how far back its history reaches.</summary>
internal sealed record Mailbox(string Account, long HistoryId, long ForgottenUpTo);

internal sealed record HistoryEntry(long Id, string Account, DateTimeOffset At, string Kind, string MessageId, string ThreadId, IReadOnlyList<string> Labels)
{
    public const string Added = "messageAdded";
    public const string Deleted = "messageDeleted";
    public const string LabelAdded = "labelAdded";
    public const string LabelRemoved = "labelRemoved";
}

internal static class Label
{
    public const string Draft = "DRAFT";
    public const string Inbox = "INBOX";
    public const string Sent = "SENT";
    public const string Spam = "SPAM";
    public const string Trash = "TRASH";
    public const string Unread = "UNREAD";

    public static readonly string[] System =
    [
        "CHAT", Sent, Inbox, "IMPORTANT", Trash, Draft, Spam, "CATEGORY_FORUMS", "CATEGORY_UPDATES", "CATEGORY_PERSONAL",
        "CATEGORY_PROMOTIONS", "CATEGORY_SOCIAL", "STARRED", Unread,
    ];
}
