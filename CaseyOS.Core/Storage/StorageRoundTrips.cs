using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CaseyOS.Core.Storage;

/// <summary>One request that went out to storage, tries of a retry counted singly. It names no keys: those may be personal.</summary>
/// <param name="Service"><c>table</c> or <c>queue</c>.</param>
/// <param name="Operation">What was asked, for example <c>SubmitTransaction</c>.</param>
/// <param name="Resource">The table's or queue's name.</param>
public readonly record struct StorageRoundTrip(string Service, string Operation, string Resource)
{
    /// <inheritdoc />
    public override string ToString() => $"{Operation} {Resource}";
}

/// <summary>
/// Counts requests to storage, the figure that cost and latency follow from. The metric <c>caseyos.storage.requests</c> is
/// always on; <see cref="Measure"/> tells the requests of one flow of calls, and <see cref="Record"/> those of all clients
/// that share this instance, also when they are made on another thread or behind HTTP.
/// </summary>
public sealed class StorageRoundTrips
{
    /// <summary>The name of the meter that carries the metric.</summary>
    public const string MeterName = "CaseyOS.Storage";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("caseyos.storage.requests", "{request}", "Requests sent to Azure Storage.");
    private static readonly AsyncLocal<Measurement?> Current = new();

    private Measurement[] recordings = [];
    private long total;

    /// <summary>Requests sent since the start by all clients that share this instance.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>Collects the requests that the calling code causes from here on, until disposed. May be nested.</summary>
    public static Measurement Measure()
    {
        var outer = Current.Value;
        var measurement = new Measurement(outer, _ => Current.Value = outer);
        Current.Value = measurement;
        return measurement;
    }

    /// <summary>Collects the requests of every client that shares this instance, until disposed.</summary>
    public Measurement Record()
    {
        var recording = new Measurement(null, ended => Change(all => [.. all.Where(other => other != ended)]));
        Change(all => [.. all, recording]);
        return recording;
    }

    internal void Count(StorageRoundTrip trip)
    {
        Interlocked.Increment(ref total);
        Requests.Add(1, new("service", trip.Service), new("operation", trip.Operation), new("resource", trip.Resource));
        for (var measurement = Current.Value; measurement is not null; measurement = measurement.Outer)
        {
            measurement.Add(trip);
        }

        foreach (var recording in Volatile.Read(ref recordings))
        {
            recording.Add(trip);
        }
    }

    private void Change(Func<Measurement[], Measurement[]> change)
    {
        Measurement[] before;
        do
        {
            before = Volatile.Read(ref recordings);
        }
        while (Interlocked.CompareExchange(ref recordings, change(before), before) != before);
    }

    /// <summary>The requests collected by one <see cref="Measure"/> or <see cref="Record"/>.</summary>
    public sealed class Measurement : IDisposable
    {
        private readonly List<StorageRoundTrip> trips = [];
        private readonly Action<Measurement> ended;

        internal Measurement(Measurement? outer, Action<Measurement> ended) => (Outer, this.ended) = (outer, ended);

        internal Measurement? Outer { get; }

        /// <summary>How many so far.</summary>
        public int Count => Trips.Count;

        /// <summary>All so far, in the order in which they were sent.</summary>
        public IReadOnlyList<StorageRoundTrip> Trips
        {
            get
            {
                lock (trips)
                {
                    return [.. trips];
                }
            }
        }

        /// <inheritdoc />
        public void Dispose() => ended(this);

        internal void Add(StorageRoundTrip trip)
        {
            lock (trips)
            {
                trips.Add(trip);
            }
        }
    }

    internal sealed class Policy(StorageRoundTrips trips) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.TryGetProperty(typeof(StorageRoundTrip), out var trip))
            {
                trips.Count((StorageRoundTrip)trip!);
            }
        }
    }
}
