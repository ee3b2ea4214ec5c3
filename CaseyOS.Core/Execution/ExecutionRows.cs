using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;
using static CaseyOS.Core.Storage.Tables.TableTransactionActionType;

namespace CaseyOS.Core.Executions;

/// <summary>
/// Executions and what belongs to them as rows of the table <c>Queue</c>: they share the owner's partition with the moves,
/// so that an execution and its move never disagree. Keys, watch and signposts follow from the execution itself and are
/// written with it; the start waits for its orchestration.
/// </summary>
internal static class ExecutionRows
{
    private const string Schema = "Schema";
    private const string Json = "Json";
    private const string Execution = "ExecutionId";
    private const string Hash = "RequestHash";
    private const int Newest = 2;

    /// <summary>Column by which the service filters starts.</summary>
    public const string At = "At";

    /// <summary>Column by which the service filters watches.</summary>
    public const string To = "To";

    /// <summary>Column by which the service filters executions.</summary>
    public const string Status = "Status";

    /// <summary>Column by which the service filters executions.</summary>
    public const string Item = "ItemId";

    /// <summary>A new execution. Its key must be free, or be the <paramref name="expired"/> one.</summary>
    public static IReadOnlyList<TableTransactionAction> Add(Execution execution, KeyMark? expired) =>
    [
        new(TableTransactionActionType.Add, Row(execution)),
        expired is null ? new(TableTransactionActionType.Add, Key(execution)) : new(UpdateReplace, Key(execution), expired.ETag),
        new(UpsertReplace, Watch(execution)),
        new(TableTransactionActionType.Add, Start(execution)),
    ];

    /// <summary>A changed execution with everything that follows from the change.</summary>
    public static IReadOnlyList<TableTransactionAction> Change(Execution before, Execution after, ETag etag)
    {
        List<TableTransactionAction> actions = [new(UpdateReplace, Row(after), etag)];
        if (after.Watch.IsOver && !before.Watch.IsOver)
        {
            actions.Add(new(Delete, Watch(before), ETag.All));
        }

        if (after.MailResult?.ThreadId is { } thread && thread != before.MailResult?.ThreadId)
        {
            actions.Add(new(UpsertReplace, Signpost(after, Keys.Thread(thread, after.Id))));
        }

        if (after.SentMessageId is { } message && message != before.SentMessageId)
        {
            actions.Add(new(UpsertReplace, Signpost(after, Keys.SentMessage(message))));
        }

        return actions;
    }

    public static Versioned<Execution> Read(TableEntity row) => row.GetInt32(Schema) switch
    {
        Newest => new(JsonSerializer.Deserialize<Execution>(row.GetText(Json)!, CaseyJson.Options)!, row.ETag),
        Newest - 1 => new(UpgradedFromMailOnly(row.GetText(Json)!).Deserialize<Execution>(CaseyJson.Options)!, row.ETag),
        var other => throw new InvalidOperationException($"Row {row.RowKey} has schema version {other}; this program reads {Newest}."),
    };

    public static KeyMark ReadKey(TableEntity row) =>
        new(ReadSignpost(row), row.GetString(Hash)!, row.GetDateTimeOffset(At)!.Value, row.ETag);

    public static ExecutionId ReadSignpost(TableEntity row) => new(row.GetGuid(Execution)!.Value);

    // When all executions were mails, content was called "mail", and neither it nor the result said what it is.
    private static JsonObject UpgradedFromMailOnly(string json)
    {
        var row = JsonNode.Parse(json)!.AsObject();
        row["content"] = Mail(row["mail"]);
        row["result"] = Mail(row["result"]);
        row.Remove("mail");
        return row;

        static JsonNode? Mail(JsonNode? was) => was is JsonObject members
            ? new JsonObject([new("kind", "mail"), .. members.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))])
            : null;
    }

    private static TableEntity Row(Execution execution)
    {
        var row = new TableEntity(execution.Owner.Value, Keys.Execution(execution.Id))
        {
            [Schema] = Newest,
            [Status] = execution.Status.ToString(),
            [Item] = execution.ItemId.Value,
        };
        row.SetText(Json, JsonSerializer.Serialize(execution, CaseyJson.Rows));
        return row;
    }

    private static TableEntity Key(Execution execution)
    {
        var row = Signpost(execution, Keys.IdempotencyKey(execution.IdempotencyKey));
        row[Hash] = execution.RequestHash;
        row[At] = execution.StartedAt;
        return row;
    }

    private static TableEntity Watch(Execution execution)
    {
        var row = Signpost(execution, Keys.Watch(execution.Id));
        if (execution.Content is PreviewedMail mail)
        {
            row[To] = mail.To.ToLowerInvariant();
        }

        return row;
    }

    // Written with the reservation and deleted by the orchestration: as long as it lies there, the orchestration may not have begun.
    private static TableEntity Start(Execution execution)
    {
        var row = Signpost(execution, Keys.Start(execution.Id));
        row[At] = execution.StartedAt;
        return row;
    }

    private static TableEntity Signpost(Execution execution, string key) =>
        new(execution.Owner.Value, key) { [Schema] = Newest, [Execution] = execution.Id.Value };
}
