using System.Collections.Concurrent;
using CaseyOS.Core.Storage.Queues;

namespace CaseyOS.Functions.Local;

/// <summary>Wakes the pump when this process sends a message, so that idle queues can be looked at rarely.</summary>
internal sealed class QueueSignal : IDisposable
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> bells = new(StringComparer.Ordinal);
    private readonly QueueServiceClient service;
    private readonly TimeProvider clock;

    public QueueSignal(QueueServiceClient service, TimeProvider clock)
    {
        (this.service, this.clock) = (service, clock);
        service.MessageSent += OnSent;
    }

    /// <summary>True when woken, false when <paramref name="pause"/> is over.</summary>
    public Task<bool> WaitAsync(string queue, TimeSpan pause, CancellationToken cancellationToken) => Bell(queue).WaitAsync(pause, cancellationToken);

    /// <summary>Wakes the reader of <paramref name="queue"/> once a message hidden for <paramref name="delay"/> appears.</summary>
    public void WakeAfter(string queue, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Ring(queue);
        }
        else
        {
            // Looks at long delays are left to the ordinary polling.
            _ = delay < TimeSpan.FromMinutes(1) ? RingLaterAsync(queue, delay) : Task.CompletedTask;
        }
    }

    public void Dispose() => service.MessageSent -= OnSent;

    private void OnSent(object? sender, MessageSentEventArgs sent) => WakeAfter(sent.Queue, sent.HiddenFor);

    private async Task RingLaterAsync(string queue, TimeSpan delay)
    {
        await Task.Delay(delay, clock);
        Ring(queue);
    }

    // One ring is enough for any number of messages: the reader reads until the queue is empty.
    private void Ring(string queue)
    {
        var bell = Bell(queue);
        if (bell.CurrentCount == 0)
        {
            bell.Release();
        }
    }

    private SemaphoreSlim Bell(string queue) => bells.GetOrAdd(queue, _ => new SemaphoreSlim(0));
}
