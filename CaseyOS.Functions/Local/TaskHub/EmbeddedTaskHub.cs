using Azure;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Storage.Queues;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>Runs orchestrations where there is no Durable extension: takes wake-ups from the queue and works on their instances.</summary>
internal sealed partial class EmbeddedTaskHub : BackgroundService
{
    // Wake-ups that wait for their instance's pass; a bound for memory, not for work.
    private const int MaxWaiting = 256;
    private const int MaxReceived = 32;
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim waiting = new(MaxWaiting);
    private readonly Workshop hub;
    private readonly Passes passes;
    private readonly QueueSignal signal;
    private readonly bool isEnabled;
    private readonly ILogger logger;
    private long scanned;

    public EmbeddedTaskHub(
        TaskHubStore store,
        DurableTasks tasks,
        Hints hints,
        Completions completions,
        QueueSignal signal,
        IOptions<TaskHubOptions> options,
        IOptions<PumpOptions> pump,
        TimeProvider clock,
        ILogger<EmbeddedTaskHub> logger)
    {
        hub = new(store, tasks, hints, completions, options.Value, clock, logger);
        passes = new(hub);
        isEnabled = options.Value.Enabled ?? pump.Value.Enabled;
        (this.signal, this.logger) = (signal, logger);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!isEnabled)
        {
            return;
        }

        using var served = hub.Hints.Serve(instance => _ = WakeAsync(instance, stoppingToken));
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await ReceiveAsync(stoppingToken) > 0)
            {
                pause = FirstPause;
                continue;
            }

            var woken = await signal.WaitAsync(Hints.QueueName, pause, stoppingToken);
            pause = woken ? FirstPause : pause * 2 < hub.Options.MaxPause ? pause * 2 : hub.Options.MaxPause;
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await hub.Store.EnsureAsync(cancellationToken);
            await hub.Hints.EnsureAsync(cancellationToken);
            await ScanAsync(cancellationToken);
            await waiting.WaitAsync(cancellationToken);
            waiting.Release();
            QueueMessage[] messages = await hub.Hints.Queue.ReceiveMessagesAsync(MaxReceived, hub.Options.VisibilityTimeout, cancellationToken);
            foreach (var message in messages)
            {
                await waiting.WaitAsync(cancellationToken);
                _ = HandleAsync(message, cancellationToken);
            }

            return messages.Length;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Storage is away, or something else answers in its place: everything stays as it is there, the growing pause keeps
            // us from hammering it, and the process lives on.
            Log.StorageFailed(logger, exception);
            return 0;
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var hidden = await FollowAsync(message, cancellationToken);
            if (hidden > TimeSpan.Zero)
            {
                await hub.Hints.Queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: hidden, cancellationToken: cancellationToken);
                signal.WakeAfter(Hints.QueueName, hidden);
            }
            else
            {
                await hub.Hints.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode is QueueErrorCode.PopReceiptMismatch or QueueErrorCode.MessageNotFound)
        {
            // The work took longer than the message was hidden: whoever has it now sees that nothing is left.
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The message comes again, to whoever is there then.
        }
        catch (Exception exception)
        {
            // A defect, or storage refused for good: the message comes again after its time, and others go on.
            Log.Failed(logger, exception, message.MessageText);
        }
        finally
        {
            waiting.Release();
        }
    }

    /// <summary>For how long the wake-up is to be hidden again; zero when it has done its duty.</summary>
    private async Task<TimeSpan> FollowAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (Hints.Read(message.MessageText) is not { } hint)
        {
            // Following it is impossible for ever, and what it says may be anybody's data.
            Log.Foreign(logger, Hints.QueueName, message.MessageId, message.MessageText.Length);
            return TimeSpan.Zero;
        }

        return hub.Hints.HiddenFor(hint) is var early && early > TimeSpan.Zero ? early : await passes.LookAsync(hint.Instance, cancellationToken) ?? TimeSpan.Zero;
    }

    private async Task ScanAsync(CancellationToken cancellationToken)
    {
        if (!hub.Hints.TakeScanWanted() && hub.Clock.GetElapsedTime(scanned) < hub.Options.ScanInterval)
        {
            return;
        }

        try
        {
            // Timers that are due before the next search as well: their wake-ups may be missing too.
            foreach (var hint in await hub.Store.FindWorkAsync(hub.Clock.GetUtcNow() + hub.Options.ScanInterval, cancellationToken))
            {
                _ = LookAsync(hint, cancellationToken);
            }

            scanned = hub.Clock.GetTimestamp();
        }
        catch
        {
            hub.Hints.WantScan();
            throw;
        }
    }

    // Something arrived for an instance, and whoever brought it was in this process.
    private async Task WakeAsync(string instance, CancellationToken cancellationToken)
    {
        if (!await LookAsync(new(instance), cancellationToken))
        {
            await hub.Hints.SendAsync(new(instance), cancellationToken);
        }
    }

    /// <summary>Sees to it that the instance is worked on, when it is due and when another worker has let go of it; false when that failed.</summary>
    private async Task<bool> LookAsync(Hint hint, CancellationToken cancellationToken)
    {
        try
        {
            // Delays count whole milliseconds and may end a little early, when nothing would be due yet.
            while ((hint.Due ?? default) - hub.Clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait + OneMillisecond, hub.Clock, cancellationToken);
            }

            while (await passes.LookAsync(hint.Instance, cancellationToken) is { } heldFor)
            {
                await Task.Delay(heldFor + OneMillisecond, hub.Clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next start searches again.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, hint.Instance);
            return false;
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The task hub cannot reach storage; trying again")]
        public static partial void StorageFailed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} of queue {Queue} is no wake-up ({Length} characters); it is deleted")]
        public static partial void Foreign(ILogger logger, string queue, string messageId, int length);

        [LoggerMessage(LogLevel.Error, "Wake-up {Hint} could not be followed; it comes again")]
        public static partial void Failed(ILogger logger, Exception exception, string hint);
    }
}
