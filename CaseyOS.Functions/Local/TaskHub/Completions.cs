using System.Collections.Concurrent;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>Tells those who wait in this process that an instance has ended.</summary>
internal sealed class Completions
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    /// <summary>Completes at the next end of the instance that this process brings about. Ask before looking at its state.</summary>
    public Task Of(string instance) => waiting.GetOrAdd(instance, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ended(string instance)
    {
        if (waiting.TryRemove(instance, out var source))
        {
            source.SetResult();
        }
    }
}
