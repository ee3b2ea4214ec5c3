using System.Text.Json;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Reads what the host posts for an activity.</summary>
internal static class ActivityPayload
{
    /// <summary>The input as JSON; null when there is none.</summary>
    public static string? Input(JsonElement data)
    {
        if (data.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        var text = InvocationPayload.QueueMessage(data);
        return text is "" or "null" ? null : IsJson(text) ? text : JsonSerializer.Serialize(text);
    }

    /// <summary>The orchestration that called; the host encodes it as JSON inside a string.</summary>
    public static string InstanceId(JsonDocument payload) =>
        payload.RootElement.TryGetProperty("Metadata", out var metadata)
        && metadata.ValueKind is JsonValueKind.Object
        && metadata.TryGetProperty("instanceId", out var id)
            ? InvocationPayload.QueueMessage(id)
            : throw new JsonException("The call has no Metadata with an instanceId.");

    // A string may come without its quotes, depending on how the extension hands inputs over.
    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
