namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>The instances that this process works on: each in one pass at a time.</summary>
internal sealed class Passes(Workshop hub)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (InstancePass Pass, Task<TimeSpan?> Ended)> passes = new(StringComparer.Ordinal);

    /// <summary>Looks at an instance, or has whoever works on it look again.</summary>
    /// <returns>When nothing is left to do: null, or for how long another worker has it.</returns>
    public Task<TimeSpan?> LookAsync(string instance, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (passes.TryGetValue(instance, out var running))
            {
                running.Pass.Wake();
                return running.Ended;
            }

            var pass = new InstancePass(instance, hub);
            var ended = Task.Run(() => RunAsync(instance, pass, cancellationToken), CancellationToken.None);
            passes[instance] = (pass, ended);
            return ended;
        }
    }

    private async Task<TimeSpan?> RunAsync(string instance, InstancePass pass, CancellationToken cancellationToken)
    {
        using (pass)
        {
            try
            {
                while (true)
                {
                    var heldFor = await pass.RunAsync(cancellationToken);
                    lock (gate)
                    {
                        // Whoever rang while the pass came to its end must not have rung for nothing.
                        if (heldFor is not null || !pass.TakeWake())
                        {
                            passes.Remove(instance);
                            return heldFor;
                        }
                    }
                }
            }
            finally
            {
                lock (gate)
                {
                    if (passes.TryGetValue(instance, out var running) && running.Pass == pass)
                    {
                        passes.Remove(instance);
                    }
                }
            }
        }
    }
}
