using System.Diagnostics;

namespace CaseyOS.Benchmarks;

/// <summary>What a burst of requests took.</summary>
/// <param name="PerSecond">Answers per second.</param>
/// <param name="P99">The 99th percentile, in milliseconds.</param>
/// <param name="Errors">Answers that were not wanted.</param>
internal sealed record Load(double PerSecond, double P99, int Errors)
{
    /// <summary>Sends requests over a number of connections at a time.</summary>
    public static async Task<Load> RunAsync(int connections, int requests, Func<int, Task<bool>> send)
    {
        var times = new double[requests];
        var errors = 0;
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number < requests; number = Interlocked.Increment(ref next))
            {
                var sent = Stopwatch.GetTimestamp();
                if (!await send(number))
                {
                    Interlocked.Increment(ref errors);
                }

                times[number] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            }
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(times);
        return new(requests / seconds, times[(int)Math.Ceiling(requests * 0.99) - 1], errors);
    }

    /// <summary>The middle of several rounds, each figure by itself; errors add up.</summary>
    public static Load Median(IEnumerable<Load> rounds)
    {
        var all = rounds.ToList();
        return new(Middle(load => load.PerSecond), Middle(load => load.P99), all.Sum(load => load.Errors));

        double Middle(Func<Load, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
    }
}
