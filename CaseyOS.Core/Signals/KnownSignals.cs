using System.Collections.Concurrent;

namespace CaseyOS.Core.Signals;

/// <summary>
/// Hashes of signals that this instance has seen processed, so that a poll that overlaps the last one sends nothing.
/// A saving only: what it does not know, the mark in the queue's transaction still catches.
/// </summary>
public sealed class KnownSignals
{
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<(OwnerId, string), byte> hashes = new();

    /// <summary>Whether the signal was processed here.</summary>
    public bool Contains(OwnerId owner, string hash) => hashes.ContainsKey((owner, hash));

    /// <summary>Remembers it.</summary>
    public void Add(OwnerId owner, string hash)
    {
        // Forgetting everything once in a long while costs one round of re-sending and keeps the memory bounded.
        if (hashes.Count >= Most)
        {
            hashes.Clear();
        }

        hashes[(owner, hash)] = 0;
    }
}
