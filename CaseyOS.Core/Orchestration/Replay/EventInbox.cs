namespace CaseyOS.Core.Orchestration.Replay;

/// <summary>Events and those who wait for them, by name, first come first served; an event that comes early waits.</summary>
internal sealed class EventInbox
{
    private readonly List<EventRaised> early = [];
    private readonly List<(string Name, TaskCompletionSource<string?> Source)> waiting = [];

    /// <summary>Whether anyone waits.</summary>
    public bool IsWaiting => waiting.Count > 0;

    /// <summary>Events that nobody has waited for, in their order.</summary>
    public IReadOnlyList<EventRaised> Early => early;

    /// <summary>The next event of this name.</summary>
    public Task<string?> WaitAsync(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string?>(cancellationToken);
        }

        var index = early.FindIndex(happened => Same(happened.Name, name));
        if (index >= 0)
        {
            var input = early[index].Input;
            early.RemoveAt(index);
            return Task.FromResult(input);
        }

        // Continuations run at once, on the turn's thread: asynchronous ones of WhenAny would go to the thread pool.
        var source = new TaskCompletionSource<string?>();
        waiting.Add((name, source));
        cancellationToken.Register(() =>
        {
            waiting.RemoveAll(one => one.Source == source);
            source.TrySetCanceled(cancellationToken);
        });
        return source.Task;
    }

    /// <summary>Gives the event to the first who waits for it, or keeps it.</summary>
    public void Raise(EventRaised happened)
    {
        var index = waiting.FindIndex(one => Same(one.Name, happened.Name));
        if (index < 0)
        {
            early.Add(happened);
            return;
        }

        var source = waiting[index].Source;
        waiting.RemoveAt(index);
        source.SetResult(happened.Input);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
