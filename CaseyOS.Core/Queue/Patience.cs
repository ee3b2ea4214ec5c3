using System.Security.Cryptography;

namespace CaseyOS.Core.Queue;

/// <summary>Tries again for a while, with growing and random pauses so that two losers do not meet again.</summary>
internal sealed class Patience(TimeSpan span)
{
    private const int MostMilliseconds = 250;

    // Pacing of input and output, not business time: a test's clock that stands still must not stop it.
    private readonly long started = TimeProvider.System.GetTimestamp();
    private int tries;

    /// <summary>False when the time is used up.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (TimeProvider.System.GetElapsedTime(started) >= span)
        {
            return false;
        }

        // The first loser tries at once: with fresh data it usually wins.
        var most = Math.Min(MostMilliseconds, 5 << Math.Min(tries, 10));
        if (tries++ > 0)
        {
            await Task.Delay(RandomNumberGenerator.GetInt32(most), cancellationToken);
        }

        return true;
    }
}
