using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Rows as OData JSON: types that JSON does not have travel as text with their Edm name beside them.</summary>
internal static class TableJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString(TableProperty.PartitionKey, TableKeys.Check(entity.PartitionKey, nameof(entity.PartitionKey)));
            writer.WriteString(TableProperty.RowKey, TableKeys.Check(entity.RowKey, nameof(entity.RowKey)));
            foreach (var (name, value) in TableMapper.Properties(entity))
            {
                WriteProperty(writer, name, value);
            }

            writer.WriteEndObject();
        }

        return Ascii(buffer.WrittenSpan);
    }

    // Azurite reads a request piece by piece as text, so a letter of several bytes that falls between two pieces is lost:
    // seen under load. What is outside ASCII can only stand inside a JSON string, where an escape says the same.
    private static byte[] Ascii(ReadOnlySpan<byte> json)
    {
        if (System.Text.Ascii.IsValid(json))
        {
            return json.ToArray();
        }

        var escaped = new StringBuilder(json.Length * 2);
        foreach (var letter in Encoding.UTF8.GetString(json))
        {
            _ = letter < 0x80 ? escaped.Append(letter) : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
        }

        return Encoding.ASCII.GetBytes(escaped.ToString());
    }

    public static T Read<T>(JsonElement row)
        where T : class, ITableEntity
    {
        var entity = new TableEntity();
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name == TableProperty.ODataETag)
            {
                entity.ETag = new ETag(property.Value.GetString()!);
            }
            else if (!property.Name.Contains("odata.", StringComparison.Ordinal))
            {
                var type = row.TryGetProperty(property.Name + TableProperty.TypeSuffix, out var edm) ? edm.GetString() : null;
                entity[property.Name] = ReadValue(property.Name == TableProperty.Timestamp ? "Edm.DateTime" : type, property.Value);
            }
        }

        return TableMapper.To<T>(entity);
    }

    private static object? ReadValue(string? type, JsonElement value) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        ("Edm.Int64", JsonValueKind.String) => long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ("Edm.DateTime", _) => EdmText.Time(value.GetString()!),
        ("Edm.Guid", _) => Guid.Parse(value.GetString()!),
        ("Edm.Binary", _) => Convert.FromBase64String(value.GetString()!),
        ("Edm.Double", JsonValueKind.String) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Double", _) => value.GetDouble(),
        ("Edm.Int64", _) => value.GetInt64(),
        (_, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (_, JsonValueKind.Number) => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
        _ => value.GetString(),
    };

    private static void WriteProperty(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                writer.WriteString(name, text);
                break;
            case bool truth:
                writer.WriteBoolean(name, truth);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                WriteTyped(writer, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteString(name + TableProperty.TypeSuffix, "Edm.Double");
                writer.WriteNumber(name, number);
                break;
            case double number:
                WriteTyped(writer, name, "Edm.Double", number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                WriteTyped(writer, name, "Edm.DateTime", EdmText.Time(time));
                break;
            case DateTime time:
                WriteTyped(writer, name, "Edm.DateTime", EdmText.Time(new DateTimeOffset(time.ToUniversalTime())));
                break;
            case Guid id:
                WriteTyped(writer, name, "Edm.Guid", id.ToString("D"));
                break;
            case byte[] bytes:
                WriteTyped(writer, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData data:
                WriteTyped(writer, name, "Edm.Binary", Convert.ToBase64String(data.ToMemory().Span));
                break;
            default:
                throw new ArgumentException($"Property {name} is of type {value.GetType().Name}, which a table cannot hold.", nameof(value));
        }
    }

    private static void WriteTyped(Utf8JsonWriter writer, string name, string type, string value)
    {
        writer.WriteString(name + TableProperty.TypeSuffix, type);
        writer.WriteString(name, value);
    }
}
