namespace CaseyOS.Core.Storage.Groups;

/// <summary>What still fits into a transaction: 100 rows, each of them once.</summary>
internal sealed class GroupRoom
{
    private const int MaxRows = 100;
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    /// <summary>Makes room for a write; false when it has to wait for the next transaction.</summary>
    public bool TryTake(GroupWrite write)
    {
        var own = write.Rows.Select(row => row.Entity.RowKey).ToList();
        var shared = write.Shared.Select(change => change.Row.Key).ToList();
        if (own.Exists(keys.Contains) || keys.Union(own).Union(shared).Count() > MaxRows)
        {
            return false;
        }

        keys.UnionWith(own);
        keys.UnionWith(shared);
        return true;
    }
}
