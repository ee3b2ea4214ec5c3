using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Local;

/// <summary>Feeds one queue function: hides, calls, deletes; after the last try the message moves to the poison queue.</summary>
internal sealed partial class QueuePump(
    FunctionFile function, FunctionCaller caller, QueueServiceClient service, QueueSignal signal, PumpOptions options, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private readonly QueueClient queue = service.GetQueueClient(function.Queue!);
    private readonly QueueClient poison = service.GetQueueClient($"{function.Queue}-poison");
    private bool created;

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await HandleBatchAsync(cancellationToken) > 0)
            {
                pause = FirstPause;
                continue;
            }

            var woken = await signal.WaitAsync(function.Queue!, pause, cancellationToken);
            pause = woken ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.MaxPause.Ticks));
        }
    }

    /// <summary>Until nothing is visible any more; answers how many messages it handled.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        while (await HandleBatchAsync(cancellationToken) is > 0 and var count)
        {
            total += count;
        }

        return total;
    }

    private async Task<int> HandleBatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!created)
            {
                await queue.CreateIfNotExistsAsync(cancellationToken);
                created = true;
            }

            QueueMessage[] messages = await queue.ReceiveMessagesAsync(options.BatchSize, options.VisibilityTimeout, cancellationToken);
            await Task.WhenAll(messages.Select(message => HandleAsync(message, cancellationToken)));
            return messages.Length;
        }
        catch (RequestFailedException exception)
        {
            // Storage is away: the messages stay, and the growing pause keeps us from hammering it.
            Log.StorageFailed(logger, exception, function.Queue!);
            return 0;
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        await using var lease = new MessageLease(queue, message, options.VisibilityTimeout, clock, cancellationToken);
        var succeeded = await CallAsync(message, cancellationToken);
        var receipt = await lease.EndAsync();
        if (succeeded)
        {
            await queue.DeleteMessageAsync(message.MessageId, receipt, cancellationToken);
        }
        else if (message.DequeueCount >= options.MaxDequeueCount)
        {
            Log.Poisoned(logger, function.Name, message.MessageId, message.DequeueCount);
            await poison.CreateIfNotExistsAsync(cancellationToken);
            await poison.SendMessageAsync(message.MessageText, cancellationToken: cancellationToken);
            await queue.DeleteMessageAsync(message.MessageId, receipt, cancellationToken);
        }
        else
        {
            await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: options.VisibilityTimeout, cancellationToken: cancellationToken);
            signal.WakeAfter(function.Queue!, options.VisibilityTimeout);
        }
    }

    private async Task<bool> CallAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await caller.CallAsync(function, Encode(message.MessageText), Metadata(message), cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            Log.Unreachable(logger, exception, function.Name);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // As the host does it: a JSON string that holds JSON text.
    private static JsonValue Encode(string text) => JsonValue.Create(JsonSerializer.Serialize(text));

    private static JsonObject Metadata(QueueMessage message) => new()
    {
        ["DequeueCount"] = Encode(message.DequeueCount.ToString(CultureInfo.InvariantCulture)),
        ["Id"] = Encode(message.MessageId),
        ["InsertionTime"] = Encode(message.InsertedOn?.ToString("O") ?? ""),
        ["ExpirationTime"] = Encode(message.ExpiresOn?.ToString("O") ?? ""),
        ["NextVisibleTime"] = Encode(message.NextVisibleOn?.ToString("O") ?? ""),
        ["PopReceipt"] = Encode(message.PopReceipt),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Queue {Queue} cannot be reached; trying again")]
        public static partial void StorageFailed(ILogger logger, Exception exception, string queue);

        [LoggerMessage(LogLevel.Error, "{Function} failed {Tries} times on message {MessageId}; it is in the poison queue now")]
        public static partial void Poisoned(ILogger logger, string function, string messageId, long tries);

        [LoggerMessage(LogLevel.Warning, "{Function} could not be called")]
        public static partial void Unreachable(ILogger logger, Exception exception, string function);
    }
}
