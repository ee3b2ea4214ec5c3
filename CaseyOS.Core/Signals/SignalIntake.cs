using CaseyOS.Core.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Signals;

/// <summary>Puts signals on the queue. Once it returns, they are safe: whatever happens, they will be processed.</summary>
public sealed partial class SignalIntake(QueueServiceClient queues, KnownSignals known, ILogger<SignalIntake> logger)
{
    private readonly QueueClient queue = queues.GetQueueClient(SignalMessage.Queue);

    /// <summary>Creates the queue.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Whether this instance has seen the signal processed, so that sending it again is a waste.</summary>
    public bool IsKnown(Signal signal) => known.Contains(signal.Owner, signal.Hash);

    /// <summary>Sends signals, in as few messages as hold them.</summary>
    /// <param name="signals">Them.</param>
    /// <param name="attempt">How often they were put back.</param>
    /// <param name="delay">Before they are seen.</param>
    /// <param name="cancellationToken">Ends the sending; what was sent stays sent.</param>
    public async Task SendAsync(IReadOnlyCollection<Signal> signals, int attempt = 0, TimeSpan? delay = null, CancellationToken cancellationToken = default)
    {
        foreach (var message in SignalMessage.Pack(signals, attempt))
        {
            await queue.SendMessageAsync(message.Encode(), delay, cancellationToken: cancellationToken);
            Log.Sent(logger, message.Signals.Count, attempt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Queued {Count} signals, attempt {Attempt}")]
        public static partial void Sent(ILogger logger, int count, int attempt);
    }
}
