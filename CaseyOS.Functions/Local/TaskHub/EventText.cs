using System.Text;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Core.Storage;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>History events as the JSON texts of rows.</summary>
internal static class EventText
{
    private const int MaxFailure = 50_000;

    /// <summary>All events, in as few texts as fit into a row each. An event that alone is too long gets a text that the row then refuses.</summary>
    public static IEnumerable<string> Write(IEnumerable<HistoryEvent> events)
    {
        var text = new StringBuilder();
        var bytes = 0;
        foreach (var json in events.Select(Write))
        {
            var size = Encoding.UTF8.GetByteCount(json) + 1;
            if (text.Length > 0 && bytes + size > EntityText.MaxBytes - 2)
            {
                yield return $"[{text}]";
                text.Clear();
                bytes = 0;
            }

            text.Append(text.Length > 0 ? "," : "").Append(json);
            bytes += size;
        }

        if (text.Length > 0)
        {
            yield return $"[{text}]";
        }
    }

    public static IReadOnlyList<HistoryEvent> Read(string text) => JsonSerializer.Deserialize<List<HistoryEvent>>(text, CaseyJson.Rows)!;

    /// <summary>How an activity ended, in a form that fits into history.</summary>
    public static HistoryEvent Ended(DateTime now, ScheduledActivity activity, ActivityResult result)
    {
        if (result.Failure is { } failure)
        {
            return new TaskFailed(now, activity.Id, Fit(failure));
        }

        var done = new TaskCompleted(now, activity.Id, result.Result);
        return Encoding.UTF8.GetByteCount(Write(done)) is var bytes and > EntityText.MaxBytes - 2
            ? new TaskFailed(now, activity.Id, new("ResultTooLarge", $"The result of activity '{activity.Name}' has {bytes / 1000} kB; at most {EntityText.MaxBytes / 1000} kB can be kept.", IsNonRetriable: true))
            : done;
    }

    /// <summary>A failure that fits into a row: stack and causes give way first.</summary>
    public static TaskFailureDetails Fit(TaskFailureDetails failure) =>
        JsonSerializer.Serialize(failure, CaseyJson.Rows).Length <= MaxFailure
            ? failure
            : new(failure.ErrorType, failure.ErrorMessage[..Math.Min(failure.ErrorMessage.Length, 2000)], IsNonRetriable: failure.IsNonRetriable);

    private static string Write(HistoryEvent happened) => JsonSerializer.Serialize(happened, CaseyJson.Rows);
}
