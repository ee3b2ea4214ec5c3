namespace CaseyOS.Core.Storage.Tables;

/// <summary>
/// The service's rules for keys, checked before sending, because emulators are more lenient than the cloud and a key that
/// works on one machine must work on the other.
/// </summary>
internal static class TableKeys
{
    private const int MaxLength = 512; // 1 KiB of UTF-16

    /// <exception cref="ArgumentException">The key is missing, too long or holds a forbidden character.</exception>
    public static string Check(string? key, string name)
    {
        ArgumentNullException.ThrowIfNull(key, name);
        if (key.Length > MaxLength)
        {
            throw new ArgumentException($"{name} is longer than {MaxLength} characters.", name);
        }

        foreach (var character in key)
        {
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character))
            {
                throw new ArgumentException($"{name} holds the character U+{(int)character:X4}, which keys forbid.", name);
            }
        }

        return key;
    }

    /// <summary>The path of one row, quotes doubled and everything else escaped.</summary>
    public static string Path(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(Check(partitionKey, nameof(partitionKey)))}',RowKey='{Escape(Check(rowKey, nameof(rowKey)))}')";

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
