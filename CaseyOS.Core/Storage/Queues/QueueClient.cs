using System.Globalization;
using Azure;
using Azure.Core;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Queues;

/// <summary>One queue. Named and shaped like Azure.Storage.Queues for the part that is used here. Thread-safe.</summary>
/// <remarks>
/// Delivery is at least once and unordered. A send whose answer was lost is not repeated here: the caller gets
/// <see cref="StorageUnavailableException"/> with <c>MayHaveHappened</c>, and repeating it costs at worst a second delivery.
/// A receive whose answer was lost is repeated: the messages it took reappear after their visibility time-out.
/// </remarks>
public sealed class QueueClient
{
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);
    private readonly QueueRequests requests;

    internal QueueClient(QueueRequests requests, string name, string accountName) => (this.requests, Name, AccountName) = (requests, name, accountName);

    /// <summary>The queue's name.</summary>
    public string Name { get; }

    /// <summary>The storage account's name.</summary>
    public string AccountName { get; }

    /// <summary>Creates the queue unless it exists.</summary>
    public async Task<Response> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("CreateQueue", Name, RequestMethod.Put, Name, Repeat.Harmless);
        return await requests.SendAsync(message, cancellationToken, static answer => answer.Status == 409 && StorageErrorParser.ErrorCode(answer) == "QueueAlreadyExists");
    }

    /// <summary>Deletes the queue with all messages; no error when there is none.</summary>
    public async Task<Response> DeleteIfExistsAsync(CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("DeleteQueue", Name, RequestMethod.Delete, Name, Repeat.Harmless);
        return await requests.SendAsync(message, cancellationToken, static answer => answer.Status == 404);
    }

    /// <summary>Appends a message.</summary>
    /// <param name="messageText">At most 64 KiB as it travels, which is 48 KiB of UTF-8 before Base64.</param>
    /// <param name="visibilityTimeout">For how long nobody sees it; at most 7 days.</param>
    /// <param name="timeToLive">When it vanishes by itself; never, when left out or -1 s.</param>
    /// <param name="cancellationToken">Ends the wait, not necessarily the effect.</param>
    public async Task<Response<SendReceipt>> SendMessageAsync(
        string messageText, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("SendMessage", Name, RequestMethod.Post, $"{Name}/messages", Repeat.OnlyIfNotTaken);
        QueueRequests.Query(message, "visibilitytimeout", visibilityTimeout);
        QueueRequests.Query(message, "messagettl", timeToLive ?? ForEver);
        SetText(message, messageText);
        var response = await requests.SendAsync(message, cancellationToken);
        requests.RaiseSent(Name, visibilityTimeout ?? TimeSpan.Zero);
        return Response.FromValue(QueueXml.ReadReceipt(response), response);
    }

    /// <summary>Takes up to 32 messages and hides them from others for a while (30 s when left out).</summary>
    public async Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("ReceiveMessages", Name, RequestMethod.Get, $"{Name}/messages", Repeat.Harmless);
        QueueRequests.Query(message, "numofmessages", maxMessages?.ToString(CultureInfo.InvariantCulture));
        QueueRequests.Query(message, "visibilitytimeout", visibilityTimeout);
        var response = await requests.SendAsync(message, cancellationToken);
        return Response.FromValue(QueueXml.ReadMessages(response, requests.Encoding), response);
    }

    /// <summary>Looks at up to 32 messages without taking them; their dequeue count stays.</summary>
    public async Task<Response<PeekedMessage[]>> PeekMessagesAsync(int? maxMessages = null, CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("PeekMessages", Name, RequestMethod.Get, $"{Name}/messages", Repeat.Harmless);
        QueueRequests.Query(message, "peekonly", "true");
        QueueRequests.Query(message, "numofmessages", maxMessages?.ToString(CultureInfo.InvariantCulture));
        var response = await requests.SendAsync(message, cancellationToken);
        return Response.FromValue(QueueXml.ReadPeeked(response, requests.Encoding), response);
    }

    /// <summary>Hides a taken message for longer (or lets it reappear at once, with zero) and may change its text.</summary>
    /// <exception cref="RequestFailedException">400 or 404 when somebody took or deleted it since.</exception>
    public async Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId, string popReceipt, string? messageText = null, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default)
    {
        // Each update voids the receipt, so a second try would be refused although the first succeeded.
        using var message = requests.Create("UpdateMessage", Name, RequestMethod.Put, Path(messageId), Repeat.OnlyIfNotTaken);
        QueueRequests.Query(message, "popreceipt", popReceipt);
        QueueRequests.Query(message, "visibilitytimeout", visibilityTimeout);
        if (messageText is not null)
        {
            SetText(message, messageText);
        }
        else
        {
            // The HTTP stack repeats a request without any body by itself when a kept connection breaks; an empty one it does not.
            message.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        }

        var response = await requests.SendAsync(message, cancellationToken);
        response.Headers.TryGetValue("x-ms-popreceipt", out var receipt);
        response.Headers.TryGetValue("x-ms-time-next-visible", out var visible);
        return Response.FromValue(new UpdateReceipt(receipt!, QueueXml.Time(visible!)), response);
    }

    /// <summary>
    /// Deletes a taken message. One that is gone already is no error, unlike in Azure.Storage.Queues: after a lost answer that is
    /// our own deletion, and otherwise somebody finished the work; the status is then 404.
    /// </summary>
    /// <exception cref="RequestFailedException">400 <see cref="QueueErrorCode.PopReceiptMismatch"/> when somebody else has taken it since.</exception>
    public async Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("DeleteMessage", Name, RequestMethod.Delete, Path(messageId), Repeat.Harmless);
        QueueRequests.Query(message, "popreceipt", popReceipt);
        return await requests.SendAsync(
            message, cancellationToken, static answer => answer.Status == 404 && StorageErrorParser.ErrorCode(answer) == QueueErrorCode.MessageNotFound);
    }

    /// <summary>Deletes all messages.</summary>
    public async Task<Response> ClearMessagesAsync(CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("ClearMessages", Name, RequestMethod.Delete, $"{Name}/messages", Repeat.Harmless);
        return await requests.SendAsync(message, cancellationToken);
    }

    /// <summary>The approximate number of messages.</summary>
    public async Task<Response<QueueProperties>> GetPropertiesAsync(CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("GetQueueProperties", Name, RequestMethod.Get, Name, Repeat.Harmless);
        QueueRequests.Query(message, "comp", "metadata");
        var response = await requests.SendAsync(message, cancellationToken);
        var count = response.Headers.TryGetValue("x-ms-approximate-messages-count", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        return Response.FromValue(new QueueProperties(count), response);
    }

    private string Path(string messageId) => $"{Name}/messages/{Uri.EscapeDataString(messageId)}";

    private void SetText(HttpMessage message, string text)
    {
        message.Request.Headers.SetValue("Content-Type", "application/xml");
        message.Request.Content = RequestContent.Create(QueueXml.Write(text, requests.Encoding));
    }
}
