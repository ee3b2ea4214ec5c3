namespace CaseyOS.Core.Orchestration.Replay;

/// <summary>Keeps an orchestrator's continuations on the thread of its turn, and notices when they come from elsewhere.</summary>
internal sealed class TurnThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool wasLeft;

    /// <summary>Whether something that the orchestrator awaited ended on another thread.</summary>
    public bool WasLeft => wasLeft;

    /// <summary>Makes this the current context until disposal.</summary>
    public IDisposable Enter()
    {
        var before = Current;
        SetSynchronizationContext(this);
        return new Exit(before);
    }

    /// <summary>Refuses a call from any other thread, naming what to do instead.</summary>
    public void Check()
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            wasLeft = true;
            throw new InvalidOperationException("An orchestrator may use its context only on its own thread: no ConfigureAwait(false), no Task.Run, no ContinueWith.");
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            // The turn may be over; running it elsewhere would make the next replay differ.
            wasLeft = true;
            return;
        }

        posted.Enqueue((d, state));
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        Check();
        d(state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs continuations until none is left.</summary>
    public void RunPosted()
    {
        while (posted.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    private sealed class Exit(SynchronizationContext? before) : IDisposable
    {
        public void Dispose() => SetSynchronizationContext(before);
    }
}
