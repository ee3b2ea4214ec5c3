namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>One value, read at most once per lifetime; callers that come while it is read wait for that reading.</summary>
internal sealed class Remembered<T>(TimeSpan lifetime, TimeProvider clock) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private (T Value, long ReadAt)? entry;

    public async Task<T> GetAsync(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (entry is not { } known || clock.GetElapsedTime(known.ReadAt) >= lifetime)
            {
                entry = known = (await read(cancellationToken), clock.GetTimestamp());
            }

            return known.Value;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
