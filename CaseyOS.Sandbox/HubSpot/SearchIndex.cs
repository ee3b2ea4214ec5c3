using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>
/// What search sees: the records as they were two seconds ago. HubSpot's index lags behind writes, and whoever searches
/// for what he has just written must find out here, not in production.
/// </summary>
internal sealed class SearchIndex
{
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private readonly TimeProvider clock;
    private readonly Dictionary<string, List<(DateTimeOffset At, CrmObject? Before)>> recent = new(StringComparer.Ordinal);

    public SearchIndex(IEnumerable<DocumentSet<CrmObject>> sets, TimeProvider clock)
    {
        this.clock = clock;
        foreach (var set in sets)
        {
            set.Changed += OnChanged;
        }
    }

    public IEnumerable<CrmObject> See(DocumentSet<CrmObject> records)
    {
        var horizon = clock.GetUtcNow() - Lag;
        Prune(horizon);
        return records.All.Select(record => AsOf(record, horizon)).OfType<CrmObject>().Where(record => !record.Archived);
    }

    /// <summary>After seeding or loading: all there is counts as indexed long ago.</summary>
    public void Forget() => recent.Clear();

    private CrmObject? AsOf(CrmObject record, DateTimeOffset horizon)
    {
        if (recent.TryGetValue(record.Id, out var writes))
        {
            foreach (var (at, before) in writes)
            {
                if (at > horizon)
                {
                    return before;
                }
            }
        }

        return record;
    }

    private void OnChanged(string id, CrmObject? before, CrmObject? after)
    {
        if (!recent.TryGetValue(id, out var writes))
        {
            recent[id] = writes = [];
        }

        writes.Add((clock.GetUtcNow(), before));
    }

    private void Prune(DateTimeOffset horizon)
    {
        foreach (var (id, writes) in recent.ToArray())
        {
            if (writes[^1].At <= horizon)
            {
                recent.Remove(id);
            }
        }
    }
}
