using System.Text.Json;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Queue;

/// <summary>
/// Moves, marks and history as rows. A record travels as JSON in the product's own dialect, so that a new property needs no
/// mapping; the schema version tells readers what they hold.
/// </summary>
internal static class QueueRows
{
    /// <summary>Column of a completion's mark: false once the move was opened again.</summary>
    public const string Counts = "Counts";

    private const string Schema = "Schema";
    private const string Json = "Json";
    private const string ItemId = "ItemId";
    private const string SignalId = "SignalId";
    private const int Newest = 1;

    public static TableEntity Item(QueueItem item)
    {
        var row = Row(item.Owner, Keys.Item(item));
        // Of all that a move holds only its context can be long.
        row.SetText(Json, JsonSerializer.Serialize(item, CaseyJson.Rows), field: "action_context");
        return row;
    }

    public static Versioned<QueueItem> ReadItem(TableEntity row) => new(Read<QueueItem>(row), row.ETag);

    public static TableEntity Mark(QueueItem item, string key)
    {
        var row = Row(item.Owner, key);
        row[ItemId] = item.Id.Value;
        return row;
    }

    /// <summary>The dedupe mark of a signal, which says for good which delivery of which signal led to the move.</summary>
    public static TableEntity Mark(QueueItem item, string signalHash, SignalId? signal)
    {
        var row = Mark(item, Keys.Hash(signalHash));
        row[SignalId] = signal?.Value;
        return row;
    }

    public static SignalMark ReadSignalMark(TableEntity row) => new(ReadMark(row), row.GetGuid(SignalId) is { } signal ? new(signal) : null);

    public static QueueItemId ReadMark(TableEntity row) => new(row.GetGuid(ItemId)!.Value);

    /// <summary>An event for the statistics of a move's rule; one that does not count takes an earlier one back.</summary>
    public static TableEntity Tally(QueueItem item, string rule, string counted, object about, bool counts, DateTimeOffset at)
    {
        var row = Row(item.Owner, Keys.TallyOf(rule, counted, about));
        row[Counts] = counts;
        row["At"] = at;
        return row;
    }

    public static TableEntity History(QueueItem item, HistoryEntry entry)
    {
        var row = Row(item.Owner, Keys.History(item.Id, entry.At, item.Version));
        row.SetText(Json, JsonSerializer.Serialize(entry, CaseyJson.Rows));
        return row;
    }

    public static HistoryEntry ReadHistory(TableEntity row) => Read<HistoryEntry>(row);

    private static TableEntity Row(OwnerId owner, string key) => new(owner.Value, key) { [Schema] = Newest };

    private static T Read<T>(TableEntity row) => row.GetInt32(Schema) switch
    {
        Newest => JsonSerializer.Deserialize<T>(row.GetText(Json)!, CaseyJson.Rows)!,
        var other => throw new InvalidOperationException($"Row {row.RowKey} has schema version {other}; this program reads {Newest}."),
    };
}
