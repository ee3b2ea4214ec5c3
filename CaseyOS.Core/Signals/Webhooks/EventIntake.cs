using Azure;
using CaseyOS.Core.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>Puts the events of a delivery on the queue. Once it returns they are safe, and HubSpot may have its answer.</summary>
public sealed partial class EventIntake(QueueServiceClient queues, ILogger<EventIntake> logger)
{
    private readonly QueueClient queue = queues.GetQueueClient(SignalMessage.Queue);

    /// <summary>Sends events, in as few messages as hold them; one request to storage for each.</summary>
    public async Task SendAsync(IReadOnlyList<HubSpotEvent> events, int attempt = 0, TimeSpan? delay = null, CancellationToken cancellationToken = default)
    {
        foreach (var text in EventMessage.Pack(events, attempt))
        {
            await SendAsync(text, delay, cancellationToken);
        }

        Log.Sent(logger, events.Count, attempt);
    }

    private async Task SendAsync(string text, TimeSpan? delay, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(text, delay, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // Only on a new installation; asking before every delivery would double its cost.
            await queue.CreateIfNotExistsAsync(cancellationToken);
            await queue.SendMessageAsync(text, delay, cancellationToken: cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Queued {Count} webhook events, attempt {Attempt}")]
        public static partial void Sent(ILogger logger, int count, int attempt);
    }
}
