using System.Collections.Concurrent;
using System.Reflection;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Moves values between the dictionary form of a row and a class with properties of the same names.</summary>
internal static class TableMapper
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <summary>The properties to store, without keys, timestamp and ETag.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Properties(ITableEntity entity) => entity is TableEntity dictionary
        ? dictionary.Where(property => property.Key is not (TableProperty.PartitionKey or TableProperty.RowKey or TableProperty.Timestamp))
        : PropertiesOf(entity.GetType()).Select(property => KeyValuePair.Create(property.Name, ToStored(property.GetValue(entity))));

    public static T To<T>(TableEntity row)
        where T : class, ITableEntity
    {
        if (row is T dictionary)
        {
            return dictionary;
        }

        var entity = Activator.CreateInstance<T>();
        (entity.PartitionKey, entity.RowKey, entity.Timestamp, entity.ETag) = (row.PartitionKey, row.RowKey, row.Timestamp, row.ETag);
        foreach (var property in PropertiesOf(typeof(T)))
        {
            if (row[property.Name] is { } value)
            {
                property.SetValue(entity, FromStored(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
            }
        }

        return entity;
    }

    private static PropertyInfo[] PropertiesOf(Type type) => Known.GetOrAdd(type, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
            .Where(property => typeof(ITableEntity).GetProperty(property.Name) is null),
    ]);

    private static object? ToStored(object? value) => value is Enum named ? named.ToString() : value;

    private static object FromStored(object value, Type wanted) => value switch
    {
        string text when wanted.IsEnum => Enum.Parse(wanted, text),
        int number when wanted == typeof(long) => (long)number,
        int number when wanted == typeof(double) => (double)number,
        DateTimeOffset time when wanted == typeof(DateTime) => time.UtcDateTime,
        byte[] bytes when wanted == typeof(BinaryData) => BinaryData.FromBytes(bytes),
        _ => value,
    };
}
