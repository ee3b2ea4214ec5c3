namespace CaseyOS.Core.Storage.Queues;

/// <summary>A message taken from a queue: invisible to others until <see cref="NextVisibleOn"/>, gone only when deleted.</summary>
/// <param name="MessageId">The service's id of the message.</param>
/// <param name="PopReceipt">The right to delete or change it; ends when somebody takes the message again.</param>
/// <param name="MessageText">The text, decoded as the client's options say.</param>
/// <param name="DequeueCount">How often it was taken, this time included; what poison rules count.</param>
/// <param name="InsertedOn">When it was sent.</param>
/// <param name="ExpiresOn">When it vanishes by itself.</param>
/// <param name="NextVisibleOn">Until when it is hidden from others.</param>
public sealed record QueueMessage(
    string MessageId,
    string PopReceipt,
    string MessageText,
    long DequeueCount,
    DateTimeOffset? InsertedOn,
    DateTimeOffset? ExpiresOn,
    DateTimeOffset? NextVisibleOn)
{
    /// <summary>The text as bytes.</summary>
    public BinaryData Body => BinaryData.FromString(MessageText);
}

/// <summary>A message looked at without taking it.</summary>
public sealed record PeekedMessage(string MessageId, string MessageText, long DequeueCount, DateTimeOffset? InsertedOn, DateTimeOffset? ExpiresOn);

/// <summary>What the service says of a message that was sent; id and receipt allow deleting it again.</summary>
public sealed record SendReceipt(
    string MessageId, string PopReceipt, DateTimeOffset InsertionTime, DateTimeOffset ExpirationTime, DateTimeOffset TimeNextVisible);

/// <summary>The new receipt after a message was changed or hidden for longer; the old one is void.</summary>
public sealed record UpdateReceipt(string PopReceipt, DateTimeOffset NextVisibleOn);

/// <summary>What the service knows of a queue.</summary>
/// <param name="ApproximateMessagesCount">Messages in the queue, hidden ones included; never below the true number.</param>
public sealed record QueueProperties(int ApproximateMessagesCount);
