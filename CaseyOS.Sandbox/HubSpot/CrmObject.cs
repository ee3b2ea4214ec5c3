namespace CaseyOS.Sandbox.HubSpot;

/// <summary>A CRM record. Values are the strings that travel on the wire; an absent name means no value.</summary>
internal sealed record CrmObject(
    string Id,
    string Type,
    IReadOnlyDictionary<string, string> Properties,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ArchivedAt = null,
    string? MergedInto = null)
{
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

        return this with { Properties = next, UpdatedAt = now };
    }
}
