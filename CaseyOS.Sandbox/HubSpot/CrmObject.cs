namespace CaseyOS.Sandbox.HubSpot;

/// <summary>A CRM record. Values are the strings that travel on the wire; an absent name means no value.</summary>
internal sealed record CrmObject(
    string Id,
    string Type,
    IReadOnlyDictionary<string, string> Properties,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ArchivedAt = null,
    string? MergedInto = null,
    IReadOnlyDictionary<string, IReadOnlyList<PastValue>>? Past = null)
{
    /// <summary>Properties whose values are remembered. HubSpot remembers all; these are the ones anybody asks for.</summary>
    private static readonly string[] Remembered = ["amount", "closedate"];

    public bool Archived => ArchivedAt is not null;

    public string? this[string property] => Properties.GetValueOrDefault(property);

    /// <summary>A copy with other values; null or empty removes one.</summary>
    public CrmObject With(DateTimeOffset now, IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var next = new Dictionary<string, string>(Properties, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            if (string.IsNullOrEmpty(value))
            {
                next.Remove(name);
            }
            else
            {
                next[name] = value;
            }
        }

        return this with { Properties = next, UpdatedAt = now, Past = Remember(next, now) };
    }

    /// <summary>The values that a property had, newest first.</summary>
    public IReadOnlyList<PastValue> PastOf(string property) => Past?.GetValueOrDefault(property) ?? [];

    private IReadOnlyDictionary<string, IReadOnlyList<PastValue>>? Remember(Dictionary<string, string> next, DateTimeOffset now)
    {
        var changed = Type == ObjectTypes.Deals.Name ? Remembered.Where(name => Properties.GetValueOrDefault(name) != next.GetValueOrDefault(name)).ToArray() : [];
        if (changed.Length == 0)
        {
            return Past;
        }

        var past = (Past ?? new Dictionary<string, IReadOnlyList<PastValue>>()).ToDictionary(StringComparer.Ordinal);
        foreach (var name in changed)
        {
            past[name] = [new(next.GetValueOrDefault(name) ?? "", now), .. PastOf(name)];
        }

        return past;
    }
}

/// <summary>A value that a property had from a moment on.</summary>
internal sealed record PastValue(string Value, DateTimeOffset At);
