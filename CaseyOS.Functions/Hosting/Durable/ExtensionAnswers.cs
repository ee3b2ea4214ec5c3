using System.Globalization;
using System.Text.Json;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Functions.Hosting.Durable;

/// <summary>Reads what the Durable extension's HTTP API says of instances. Its times are UTC; its names are those of its own history.</summary>
internal static class ExtensionAnswers
{
    public static OrchestrationMetadata Instance(JsonElement one, bool withInput)
    {
        var status = Status(Text(one, "runtimeStatus"));
        var output = Raw(one, "output");
        return new(Text(one, "name") ?? "", Text(one, "instanceId") ?? "")
        {
            RuntimeStatus = status,
            CreatedAt = Time(one, "createdTime") ?? default,
            LastUpdatedAt = Time(one, "lastUpdatedTime") ?? default,
            SerializedInput = withInput ? Raw(one, "input") : null,
            SerializedOutput = withInput ? output : null,
            SerializedCustomStatus = Raw(one, "customStatus"),
            // The extension tells of a failure in the output, in its own words.
            FailureDetails = status == OrchestrationRuntimeStatus.Failed ? new("Unknown", Text(one, "output") ?? output ?? "It failed.") : null,
            HistoryLength = Events(one).Count(),
        };
    }

    /// <remarks>The extension folds each scheduling into its end, so what stands there scheduled is still open.</remarks>
    public static OrchestrationHistory History(JsonElement one)
    {
        List<JsonElement> events = [.. Events(one)];
        var status = Status(Text(one, "runtimeStatus"));
        List<OrchestrationWait> waits =
        [
            .. events.Where(line => Text(line, "EventType") == "TaskScheduled").Select(line => new OrchestrationWait(OrchestrationWaitKind.Activity, Name(line))),
            .. events.Where(line => Text(line, "EventType") == "TimerCreated").Select(line => new OrchestrationWait(OrchestrationWaitKind.Timer, Until: Time(line, "FireAt"))),
        ];
        if (waits.Count == 0 && !status.IsFinished())
        {
            waits.Add(status == OrchestrationRuntimeStatus.Pending ? new(OrchestrationWaitKind.Turn) : OrchestrationWait.Event);
        }

        return new(
            [.. events.Select(line => new OrchestrationEvent(Time(line, "Timestamp") ?? default, JsonNamingPolicy.SnakeCaseLower.ConvertName(Text(line, "EventType") ?? "unknown"), Name(line)))],
            status.IsFinished() ? [] : waits);
    }

    private static IEnumerable<JsonElement> Events(JsonElement one)
    {
        foreach (var name in (string[])["historyEvents", "history"])
        {
            if (one.TryGetProperty(name, out var events) && events.ValueKind is JsonValueKind.Array)
            {
                return events.EnumerateArray();
            }
        }

        return [];
    }

    private static string? Name(JsonElement line) => Text(line, "FunctionName") ?? Text(line, "Name");

    private static OrchestrationRuntimeStatus Status(string? text) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(text, ignoreCase: true, out var status) ? status : OrchestrationRuntimeStatus.Running;

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string? Raw(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value.GetRawText() : null;

    private static DateTimeOffset? Time(JsonElement one, string name) =>
        DateTimeOffset.TryParse(Text(one, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
