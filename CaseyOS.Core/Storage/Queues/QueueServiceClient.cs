using Azure.Core;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Queues;

/// <summary>
/// The Queue service of one storage account. Named and shaped like Azure.Storage.Queues for the part that is used here.
/// Thread-safe and meant to live as long as the program.
/// </summary>
public sealed class QueueServiceClient
{
    private readonly QueueRequests requests;

    /// <summary>Connects with a connection string: an account's with its key, an emulator's, or <c>UseDevelopmentStorage=true</c>.</summary>
    /// <exception cref="FormatException">The connection string is not usable; the message says why.</exception>
    public QueueServiceClient(string connectionString, QueueClientOptions? options = null)
    {
        options ??= new();
        var connection = StorageConnectionString.Parse(connectionString);
        var signature = new QueueSharedKeyPolicy(connection.AccountName, connection.AccountKey);
        requests = new(StoragePipeline.Build("queue", options, options.RoundTrips, signature), connection.QueueEndpoint, options.MessageEncoding);
        AccountName = connection.AccountName;
    }

    /// <summary>Connects with an identity, for example to <c>https://account.queue.core.windows.net</c>.</summary>
    public QueueServiceClient(Uri serviceUri, TokenCredential credential, QueueClientOptions? options = null)
    {
        options ??= new();
        requests = new(StoragePipeline.Build("queue", options, options.RoundTrips, StoragePipeline.Bearer(credential)), serviceUri, options.MessageEncoding);
        AccountName = serviceUri.Host.Split('.')[0];
    }

    /// <summary>The storage account's name.</summary>
    public string AccountName { get; }

    /// <summary>The service's address.</summary>
    public Uri Uri => requests.Endpoint;

    /// <summary>
    /// Raised after each message sent through a client of this service: a reader in the same process can wake at once instead
    /// of polling often.
    /// </summary>
    public event EventHandler<MessageSentEventArgs>? MessageSent
    {
        add => requests.MessageSent += value;
        remove => requests.MessageSent -= value;
    }

    /// <summary>A client for one queue; sends nothing.</summary>
    public QueueClient GetQueueClient(string queueName) => new(requests, queueName, AccountName);
}
