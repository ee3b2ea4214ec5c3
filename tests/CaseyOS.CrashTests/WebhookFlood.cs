using System.Collections.Concurrent;
using System.Net;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;

namespace CaseyOS.CrashTests;

/// <summary>
/// Changes of deals as HubSpot reports them: every change once, a fifth of all deliveries again, in any order, ten batches of a
/// hundred at a time, and each batch again until it was taken.
/// </summary>
internal sealed class WebhookFlood
{
    private const int BatchSize = 100;
    private const int AtOnce = 10;
    private static readonly string[] Properties = ["dealstage", "amount", "closedate", "dealname"];

    private readonly List<object[]> batches;
    private readonly ConcurrentBag<double> times = [];
    private int taken;
    private int cold = AtOnce;

    /// <param name="deals">What changed; the last stage of each is the one that it is in.</param>
    /// <param name="stage">That stage.</param>
    /// <param name="count">Deliveries in all.</param>
    /// <param name="now">When the last change happened.</param>
    public WebhookFlood(IReadOnlyList<string> deals, string stage, int count, DateTimeOffset now)
    {
        var steps = count * 8 / 10 / (deals.Count * Properties.Length);
        var changes = (from deal in deals
                       from property in Properties
                       from step in Enumerable.Range(0, steps)
                       let isLast = step == steps - 1
                       let value = isLast && property == "dealstage" ? stage : FormattableString.Invariant($"{property}-{step}")
                       select (Deal: deal, Property: property, Value: value, At: now.AddSeconds(step - steps), IsLast: isLast)).ToList();
        Final = [.. changes.Where(change => change.IsLast).Select(change => (change.Deal, change.Property, change.Value, change.At))];
        var events = changes.Select(change => WebhookSender.Change(change.Deal, change.Property, change.Value, change.At)).ToArray();
        var chance = new Random(20);
        object[] deliveries = [.. events, .. Enumerable.Range(0, count - events.Length).Select(_ => events[chance.Next(events.Length)])];
        chance.Shuffle(deliveries);
        batches = [.. deliveries.Chunk(BatchSize)];
        Count = deliveries.Length;
    }

    /// <summary>What is true in the end.</summary>
    public IReadOnlyList<(string Deal, string Property, string Value, DateTimeOffset At)> Final { get; }

    /// <summary>Deliveries of single events, doubled ones included.</summary>
    public int Count { get; }

    /// <summary>Share of the batches that were answered with 200.</summary>
    public double Taken => Volatile.Read(ref taken) / (double)batches.Count;

    /// <summary>The time in milliseconds below which 99 of 100 answers came; the first of each connection after a start are left out, and a small flood has no others.</summary>
    public double? P99 => times.IsEmpty ? null : times.Order().ElementAt((int)Math.Ceiling(times.Count * 0.99) - 1);

    /// <summary>The program has started anew: what it answers first is compiled as it runs.</summary>
    public void Restarted() => Volatile.Write(ref cold, AtOnce);

    /// <summary>Delivers everything.</summary>
    public Task SendAsync(WebhookSender sender) => Parallel.ForEachAsync(
        batches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (batch, _) => await DeliverAsync(sender, batch));

    private async Task DeliverAsync(WebhookSender sender, object[] batch)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                var start = TimeProvider.System.GetTimestamp();
                var isTaken = await sender.SendAsync(batch) == HttpStatusCode.OK;
                if (Interlocked.Decrement(ref cold) < 0)
                {
                    times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
                }

                return isTaken;
            },
            () => "A batch was never taken.",
            TimeSpan.FromMinutes(2));
        Interlocked.Increment(ref taken);
    }
}
