using System.Globalization;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>Rows of table <c>TaskHub</c>, both ways.</summary>
internal static class TaskHubRows
{
    private const string Text = nameof(Text);
    private const string Name = nameof(Name);
    private const string Id = nameof(Id);
    private const string Schema = nameof(Schema);
    public const string FireAt = nameof(FireAt);

    /// <summary>Sets a text that may be absent, or too long.</summary>
    /// <exception cref="Core.ValidationException">Too long; names <paramref name="field"/>.</exception>
    public static void SetTextOrNone(this TableEntity row, string name, string? text, string field)
    {
        if (text is not null)
        {
            row.SetText(name, text, field);
        }
    }

    public static TableEntity OfText(string instance, string rowKey, string? text, string field)
    {
        var row = new TableEntity(instance, rowKey) { [Schema] = 1 };
        row.SetTextOrNone(Text, text, field);
        return row;
    }

    public static TableEntity Of(string instance, ScheduledActivity activity)
    {
        var row = OfText(instance, activity.RowKey, activity.Input, $"input of activity '{activity.Name}'");
        row[Name] = activity.Name;
        row[Id] = activity.Id;
        return row;
    }

    public static TableEntity Of(string instance, ArmedTimer timer) =>
        new(instance, timer.RowKey) { [Schema] = 1, [Id] = timer.Id, [FireAt] = new DateTimeOffset(timer.FireAt) };

    public static string? ReadText(TableEntity row) => row.GetText(Text);

    public static IReadOnlyList<HistoryEvent> ReadEvents(TableEntity row) =>
        EventText.Read(ReadText(row) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Row {row.RowKey} of instance {row.PartitionKey} has no events.")));

    public static News ReadNews(TableEntity row) => new(row.RowKey, ReadEvents(row));

    /// <summary>The whole partition, in the order of its keys; null when the instance has not been started.</summary>
    public static Instance? ReadInstance(IReadOnlyCollection<TableEntity> rows)
    {
        if (rows.FirstOrDefault(row => row.RowKey == TaskHubKeys.State) is not { } state)
        {
            return null;
        }

        var instance = new Instance(InstanceState.From(state), state.ETag);
        List<News> inbox = [];
        foreach (var row in rows)
        {
            var generation = instance.State.Generation;
            if (instance.IsFinished ? IsWork(row.RowKey) : IsOld(row.RowKey, generation))
            {
                instance.Stale.Add(row.RowKey);
            }
            else if (row.RowKey.StartsWith(TaskHubKeys.HistoryPrefix, StringComparison.Ordinal))
            {
                instance.History.AddRange(ReadEvents(row));
            }
            else if (row.RowKey.StartsWith(TaskHubKeys.InboxPrefix, StringComparison.Ordinal))
            {
                inbox.Add(ReadNews(row));
            }
            else if (row.RowKey.StartsWith(TaskHubKeys.ActivityPrefix, StringComparison.Ordinal))
            {
                instance.Activities.Add(new(row.RowKey, row.GetInt32(Id)!.Value, row.GetString(Name)!, ReadText(row)));
            }
            else if (row.RowKey.StartsWith(TaskHubKeys.TimerPrefix, StringComparison.Ordinal))
            {
                instance.Timers.Add(new(row.RowKey, row.GetInt32(Id)!.Value, row.GetDateTimeOffset(FireAt)!.Value.UtcDateTime));
            }
        }

        instance.Inbox = inbox;
        return instance;
    }

    private static bool IsWork(string key) =>
        key.StartsWith(TaskHubKeys.InboxPrefix, StringComparison.Ordinal)
        || key.StartsWith(TaskHubKeys.ActivityPrefix, StringComparison.Ordinal)
        || key.StartsWith(TaskHubKeys.TimerPrefix, StringComparison.Ordinal);

    private static bool IsOld(string key, int generation) =>
        new[] { TaskHubKeys.HistoryPrefix, TaskHubKeys.ActivityPrefix, TaskHubKeys.TimerPrefix }
            .Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal) && !TaskHubKeys.IsOf(key, prefix, generation));
}
