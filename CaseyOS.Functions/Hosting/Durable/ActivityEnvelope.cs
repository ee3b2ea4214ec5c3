using System.Text.Json;
using System.Text.Json.Serialization;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>How an activity of ours ended, as it travels through the Durable extension: <c>{"result": "…"}</c> or <c>{"failure": {…}}</c>.</summary>
/// <remarks>
/// The extension drops the body of a call that fails, so a failure travels as a success and becomes a failure again when the
/// history is read. A result travels as JSON text inside a string: the extension parses and writes values again, and what looks
/// like a date would come back in another spelling. A result without envelope is taken as it is.
/// </remarks>
internal static class ActivityEnvelope
{
    private const string Result = "result";
    private const string Failure = "failure";

    private static readonly JsonSerializerOptions Options = new(CaseyJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The value to return to the extension.</summary>
    public static Dictionary<string, object?> Seal(ActivityResult ended) => ended.Failure is { } failure
        ? new(StringComparer.Ordinal) { [Failure] = JsonSerializer.SerializeToElement(failure, Options) }
        : new(StringComparer.Ordinal) { [Result] = ended.Result };

    /// <summary>The event that a task's completion means.</summary>
    public static HistoryEvent Open(DateTime time, int taskScheduledId, string? json)
    {
        using var document = TryParse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } envelope || envelope.GetPropertyCount() != 1)
        {
            return new TaskCompleted(time, taskScheduledId, json);
        }

        if (envelope.TryGetProperty(Failure, out var failure) && failure.ValueKind is JsonValueKind.Object)
        {
            return new TaskFailed(time, taskScheduledId, failure.Deserialize<TaskFailureDetails>(Options)!);
        }

        return envelope.TryGetProperty(Result, out var result) && result.ValueKind is JsonValueKind.String or JsonValueKind.Null
            ? new TaskCompleted(time, taskScheduledId, result.GetString())
            : new TaskCompleted(time, taskScheduledId, json);
    }

    // What is no JSON is no envelope; whether it is a result, the orchestrator finds out.
    private static JsonDocument? TryParse(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? null : JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
