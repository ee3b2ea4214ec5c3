using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Replies;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about a genuine answer to the owner's mail.</summary>
public sealed record ReplyFacts
{
    /// <summary>Long conversations name hundreds of messages; ours is among the last.</summary>
    public const int MaxReferences = 20;

    /// <summary>Gmail's id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>Gmail's thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>The message's own <c>Message-ID</c> header, which our answer will name.</summary>
    public string? InternetMessageId { get; init; }

    /// <summary>Message-IDs that its <c>In-Reply-To</c> and <c>References</c> name, newest first, at most <see cref="MaxReferences"/>.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Sender's address.</summary>
    public required string FromEmail { get; init; }

    /// <summary>Sender's name as he writes it.</summary>
    public string? FromName { get; init; }

    /// <summary>Subject of the message.</summary>
    public string? Subject { get; init; }

    /// <summary>When Gmail received it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Which headers made it a genuine reply.</summary>
    public required string Evidence { get; init; }

    /// <summary>What the person wants, by his own words.</summary>
    public SentimentReading Sentiment { get; init; } = SentimentReading.None;

    /// <summary>The sender in HubSpot, if he is there.</summary>
    public Contact? Contact { get; init; }

    /// <summary>His company.</summary>
    public Company? Company { get; init; }

    /// <summary>When the owner wrote in the thread after this message; null while the answer is owed.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The person's name: HubSpot's, else the mail's, else the address.</summary>
    public string Person =>
        Contact is { FirstName: not null } or { LastName: not null } ? Contact.DisplayName
        : string.IsNullOrWhiteSpace(FromName) ? FromEmail : FromName;

    /// <summary>His company's name, where known.</summary>
    public string? CompanyName => Company?.Name ?? (string.IsNullOrWhiteSpace(Contact?.CompanyName) ? null : Contact.CompanyName);
}
