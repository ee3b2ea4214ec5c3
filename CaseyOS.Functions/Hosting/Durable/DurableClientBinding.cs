using System.Text.Json;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>What a <c>durableClient</c> binding hands over: where the extension's HTTP API is, and a key to it.</summary>
/// <remarks>No record, so that nothing prints the key by accident.</remarks>
internal sealed class DurableClientBinding(Uri baseAddress, string key) : IEquatable<DurableClientBinding>
{
    private readonly Uri baseAddress = baseAddress;
    private readonly string key = key;

    /// <summary>Reads the binding, which is encoded as a queue message is.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static DurableClientBinding Read(JsonElement data)
    {
        using var binding = JsonDocument.Parse(InvocationPayload.QueueMessage(data));
        return Text(binding, "httpBaseUrl") is { Length: > 0 } address
            ? new(new Uri(address.TrimEnd('/') + "/"), Text(binding, "requiredQueryStringParameters") ?? "")
            : throw new JsonException("The durableClient binding has no httpBaseUrl.");
    }

    /// <summary>The address of something in the API. Its query holds the key: never log it.</summary>
    /// <param name="path">Below the API's root, escaped.</param>
    /// <param name="query">Further parameters, escaped.</param>
    public Uri Address(string path, string query = "") => new(baseAddress, $"{path}?{string.Join('&', new[] { query, key }.Where(part => part.Length > 0))}");

    /// <summary>All of it as text, the key included: only ever to be stored encrypted.</summary>
    public string Write() => $"{baseAddress}\n{key}";

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static DurableClientBinding Parse(string text) => text.Split('\n', 2) is [var address, var key]
        ? new(new Uri(address), key)
        : throw new JsonException("The stored binding is none.");

    /// <inheritdoc/>
    public bool Equals(DurableClientBinding? other) => other is not null && baseAddress == other.baseAddress && key == other.key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DurableClientBinding);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(baseAddress, key);

    /// <inheritdoc/>
    public override string ToString() => baseAddress.ToString();

    private static string? Text(JsonDocument binding, string name) =>
        binding.RootElement.ValueKind is JsonValueKind.Object && binding.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
