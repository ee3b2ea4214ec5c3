using System.Collections.Concurrent;

namespace CaseyOS.Core.Storage;

/// <summary>
/// Reads that several callers want at the same moment are done once. Nothing is kept: whoever asks after the answer has come
/// reads anew, so an answer is never older than one read takes.
/// </summary>
internal sealed class SharedReads<TKey, T>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<T>>> running = new();

    /// <summary>The answer of the read that is under way for <paramref name="key"/>, or of one begun now. It goes on for the others when one of them gives up.</summary>
    public Task<T> ReadAsync(TKey key, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var mine = new Lazy<Task<T>>(() => read(CancellationToken.None));
        var shared = running.GetOrAdd(key, mine);
        if (shared == mine)
        {
            _ = ForgetAfterAsync(key, mine);
        }

        return shared.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Something was written: who asks from now on does not get the answer of an earlier read.</summary>
    public void Forget(TKey key) => running.TryRemove(key, out _);

    private async Task ForgetAfterAsync(TKey key, Lazy<Task<T>> read)
    {
        await ((Task)read.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whoever waits for it hears of a failure
        running.TryRemove(KeyValuePair.Create(key, read));
    }
}
