using System.Collections.Concurrent;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Records of one kind by id, each for a while.</summary>
internal sealed class RecordCache<T>(TimeSpan lifetime, TimeProvider clock)
    where T : class
{
    private const int Limit = 20_000; // a portal twice the size we are made for; beyond it, old ones go first
    private readonly ConcurrentDictionary<string, (T Record, long ReadAt)> records = new(StringComparer.Ordinal);

    public T? Find(string id) => records.TryGetValue(id, out var entry) && IsFresh(entry.ReadAt) ? entry.Record : null;

    public void Put(string id, T record)
    {
        if (records.Count >= Limit)
        {
            foreach (var (key, _) in records.Where(entry => !IsFresh(entry.Value.ReadAt)))
            {
                records.TryRemove(key, out _);
            }

            if (records.Count >= Limit)
            {
                records.Clear();
            }
        }

        records[id] = (record, clock.GetTimestamp());
    }

    public void Drop(string id) => records.TryRemove(id, out _);

    private bool IsFresh(long readAt) => clock.GetElapsedTime(readAt) < lifetime;
}
