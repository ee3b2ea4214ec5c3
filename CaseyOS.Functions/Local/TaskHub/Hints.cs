using System.Text.Json;
using Azure;
using CaseyOS.Core;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>A wake-up: look at this instance, not before that time. It holds nothing that the table does not hold.</summary>
internal sealed record Hint(string Instance, DateTimeOffset? Due = null);

/// <summary>Sends wake-ups. One that cannot be sent is no loss: the hub then searches the table.</summary>
internal sealed partial class Hints(QueueServiceClient queues, TaskHubOptions options, TimeProvider clock, ILogger<Hints> logger)
{
    public const string QueueName = "taskhub";
    private int isScanWanted = 1;
    private volatile bool exists;
    private volatile Action<string>? look;

    public QueueClient Queue { get; } = queues.GetQueueClient(QueueName);

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!exists)
        {
            await Queue.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }
    }

    /// <summary>Has the hub of this process look at an instance; where none is at work, a message tells whoever is.</summary>
    /// <remarks>Saves the message, its receipt and its deletion. If this process dies right now, the search at the next start finds the work.</remarks>
    public Task WakeAsync(string instance, CancellationToken cancellationToken)
    {
        if (look is { } hub)
        {
            hub(instance);
            return Task.CompletedTask;
        }

        return SendAsync(new(instance), cancellationToken);
    }

    /// <summary>A hub of this process is at work, until disposal.</summary>
    public IDisposable Serve(Action<string> lookAt)
    {
        look = lookAt;
        return new Service(this);
    }

    public async Task SendAsync(Hint hint, CancellationToken cancellationToken)
    {
        try
        {
            await Queue.SendMessageAsync(JsonSerializer.Serialize(hint, CaseyJson.Options), HiddenFor(hint), cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception)
        {
            Log.NotSent(logger, exception, hint.Instance);
            Volatile.Write(ref isScanWanted, 1);
        }
    }

    /// <summary>How long a wake-up stays hidden from now on: until it is due, in hops that the service allows.</summary>
    public TimeSpan HiddenFor(Hint hint)
    {
        var wait = (hint.Due ?? DateTimeOffset.MinValue) - clock.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < options.TimerHop ? wait : options.TimerHop;
    }

    /// <summary>Whether the table has to be searched because a wake-up may be missing; asked once.</summary>
    public bool TakeScanWanted() => Interlocked.Exchange(ref isScanWanted, 0) == 1;

    public void WantScan() => Volatile.Write(ref isScanWanted, 1);

    /// <summary>The wake-up of a message; null when it is none of ours.</summary>
    public static Hint? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Hint>(text, CaseyJson.Options) is { Instance.Length: > 0 } hint ? hint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Service(Hints hints) : IDisposable
    {
        public void Dispose() => hints.look = null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The wake-up for instance {Instance} could not be sent; the table will be searched")]
        public static partial void NotSent(ILogger logger, Exception exception, string instance);
    }
}
