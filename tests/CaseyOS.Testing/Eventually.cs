using System.Net.Sockets;

namespace CaseyOS.Testing;

/// <summary>Waits for something that another process does. A deadline, not a duration: it goes on as soon as the condition holds.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>A limit for what several programs side by side do: on a machine that is busy they wait for their turn, and for each other's leases.</summary>
    public static readonly TimeSpan OnABusyMachine = TimeSpan.FromMinutes(4);

    /// <summary>Asks until the answer is true; network errors count as "not yet".</summary>
    /// <exception cref="TimeoutException">It did not become true; <paramref name="otherwise"/> says what is.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan? limit = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException or IOException)
            {
                // not there yet
            }

            if (TimeProvider.System.GetElapsedTime(start) > (limit ?? TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public static async Task<T> SomethingAsync<T>(Func<Task<T?>> ask, string what, TimeSpan? limit = null)
        where T : class
    {
        T? answer = null;
        await TrueAsync(async () => (answer = await ask()) is not null, () => $"{what} did not come.", limit);
        return answer!;
    }
}
