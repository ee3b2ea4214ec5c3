using System.Text.Json;

namespace CaseyOS.Functions.Hosting;

/// <summary>Reads what the host posts: <c>{ "Data": { "binding": … }, "Metadata": { … } }</c>.</summary>
/// <remarks>
/// Only <c>Data</c> is read. <c>Metadata</c> is not trustworthy for queues: the host merges the properties of the
/// message over its own, so that a message with an <c>id</c> hides the queue's id.
/// </remarks>
internal static class InvocationPayload
{
    /// <summary>The trigger's own binding, for functions that have exactly one.</summary>
    public static JsonElement Data(JsonDocument payload) =>
        Bindings(payload)?.EnumerateObject().Select(binding => binding.Value).FirstOrDefault() is { ValueKind: not JsonValueKind.Undefined } value
            ? value
            : throw new JsonException("The call has no Data with a binding.");

    /// <summary>One of several bindings.</summary>
    public static JsonElement Data(JsonDocument payload, string binding) =>
        Bindings(payload)?.TryGetProperty(binding, out var value) is true ? value : throw new JsonException($"The call has no Data with the binding '{binding}'.");

    public static TimerInvocation Timer(JsonElement data)
    {
        var status = data.TryGetProperty("ScheduleStatus", out var found) && found.ValueKind is JsonValueKind.Object ? found : (JsonElement?)null;
        return new(
            data.TryGetProperty("IsPastDue", out var late) && late.ValueKind is JsonValueKind.True,
            Time(status, "Last"),
            Time(status, "Next"));
    }

    /// <summary>Encoded twice: a JSON string that holds JSON text, where the message itself is the inner value.</summary>
    public static string QueueMessage(JsonElement data)
    {
        var text = data.ValueKind is JsonValueKind.String ? data.GetString()! : data.GetRawText();
        return IsJsonString(text) ? JsonSerializer.Deserialize<string>(text)! : text;
    }

    private static JsonElement? Bindings(JsonDocument payload) =>
        payload.RootElement.ValueKind is JsonValueKind.Object && payload.RootElement.TryGetProperty("Data", out var data) && data.ValueKind is JsonValueKind.Object
            ? data
            : null;

    private static bool IsJsonString(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length >= 2 && trimmed[0] == '"' && trimmed[^1] == '"';
    }

    // The first run carries 0001-01-01.
    private static DateTimeOffset? Time(JsonElement? status, string name) =>
        status is { } found && found.TryGetProperty(name, out var value) && value.TryGetDateTimeOffset(out var time) && time.Year > 1 ? time : null;
}
