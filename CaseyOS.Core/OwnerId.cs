using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseyOS.Core;

/// <summary>
/// Whose row it is. Opaque and generated once per account: addresses are personal data and may contain characters
/// that storage keys forbid, so they never serve as one.
/// </summary>
[JsonConverter(typeof(OwnerIdJsonConverter))]
public readonly record struct OwnerId(string Value)
{
    /// <summary>Owner of what belongs to the installation and to no account: cursors of shared sources, settings.</summary>
    public static OwnerId System { get; } = new("system");

    /// <summary>A new owner id.</summary>
    public static OwnerId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    /// <inheritdoc/>
    public override string ToString() => Value;

    private sealed class OwnerIdJsonConverter : JsonConverter<OwnerId>
    {
        public override OwnerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, OwnerId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
