using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>
/// A row as a dictionary of properties. Values are string, int, long, double, bool, <see cref="Guid"/>,
/// <see cref="DateTimeOffset"/> (<see cref="DateTime"/> is accepted on writing) and byte[] or <see cref="BinaryData"/>.
/// A null value is not stored.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name that Azure.Data.Tables gives it.")]
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    private readonly Dictionary<string, object?> properties = new(StringComparer.Ordinal);

    /// <summary>A row without keys.</summary>
    public TableEntity()
    {
    }

    /// <summary>A row with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey) => (PartitionKey, RowKey) = (partitionKey, rowKey);

    /// <summary>A row with the given properties, keys among them.</summary>
    public TableEntity(IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, value) in values)
        {
            this[name] = value;
        }
    }

    /// <inheritdoc />
    public string PartitionKey
    {
        get => GetString(TableProperty.PartitionKey)!;
        set => properties[TableProperty.PartitionKey] = value;
    }

    /// <inheritdoc />
    public string RowKey
    {
        get => GetString(TableProperty.RowKey)!;
        set => properties[TableProperty.RowKey] = value;
    }

    /// <inheritdoc />
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(TableProperty.Timestamp);
        set => properties[TableProperty.Timestamp] = value;
    }

    /// <inheritdoc />
    public ETag ETag { get; set; }

    /// <inheritdoc />
    public int Count => properties.Count;

    /// <inheritdoc />
    public bool IsReadOnly => false;

    /// <inheritdoc />
    public ICollection<string> Keys => properties.Keys;

    /// <inheritdoc />
    public ICollection<object?> Values => properties.Values;

    /// <summary>The value of a property; null when there is none.</summary>
    public object? this[string key]
    {
        get => properties.GetValueOrDefault(key);
        set => properties[key] = value;
    }

    /// <summary>A text property, or null when absent. As all getters, throws <see cref="InvalidOperationException"/> when the type differs.</summary>
    public string? GetString(string key) => Get<string>(key);

    /// <summary>A binary property, or null when absent.</summary>
    public byte[]? GetBinary(string key) => properties.GetValueOrDefault(key) is BinaryData data ? data.ToArray() : Get<byte[]>(key);

    /// <summary>A truth value, or null when absent.</summary>
    public bool? GetBoolean(string key) => GetValue<bool>(key);

    /// <summary>A time, or null when absent; always UTC when it came from storage.</summary>
    public DateTimeOffset? GetDateTimeOffset(string key) =>
        properties.GetValueOrDefault(key) is DateTime time ? new DateTimeOffset(time.ToUniversalTime()) : GetValue<DateTimeOffset>(key);

    /// <summary>A number with a fraction, or null when absent.</summary>
    public double? GetDouble(string key) => GetValue<double>(key);

    /// <summary>A GUID, or null when absent.</summary>
    public Guid? GetGuid(string key) => GetValue<Guid>(key);

    /// <summary>A 32-bit number, or null when absent.</summary>
    public int? GetInt32(string key) => GetValue<int>(key);

    /// <summary>A 64-bit number, or null when absent; a 32-bit one is widened.</summary>
    public long? GetInt64(string key) => properties.GetValueOrDefault(key) is int small ? small : GetValue<long>(key);

    /// <inheritdoc />
    public void Add(string key, object? value) => properties.Add(key, value);

    /// <inheritdoc />
    public bool ContainsKey(string key) => properties.ContainsKey(key);

    /// <inheritdoc />
    public bool Remove(string key) => properties.Remove(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => properties.TryGetValue(key, out value);

    /// <inheritdoc />
    public void Clear() => properties.Clear();

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => properties.GetEnumerator();

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => properties.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => properties.Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)properties).Remove(item);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T? Get<T>(string key)
        where T : class => properties.GetValueOrDefault(key) switch
        {
            null => null,
            T value => value,
            var other => throw WrongType(key, other, typeof(T)),
        };

    private T? GetValue<T>(string key)
        where T : struct => properties.GetValueOrDefault(key) switch
        {
            null => null,
            T value => value,
            var other => throw WrongType(key, other, typeof(T)),
        };

    private static InvalidOperationException WrongType(string key, object value, Type wanted) =>
        new($"Property {key} holds {value.GetType().Name}, not {wanted.Name}.");
}
