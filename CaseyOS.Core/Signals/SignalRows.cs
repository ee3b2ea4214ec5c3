using System.Globalization;
using System.Text.Json;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Signals;

/// <summary>
/// Rows of the table <c>Signals</c>: partition = owner and day, newest day first; row = inverted id, so newest first too.
/// Both follow from the id alone, so a signal is found by its id with one point read.
/// </summary>
internal static class SignalRows
{
    public const string Table = "Signals";
    private const string Payload = "Payload";
    private const int SchemaVersion = 1;
    private const int LastDay = 99999999;

    public static string Partition(OwnerId owner, SignalId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{owner}|{LastDay - int.Parse(id.CreatedAt.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture):d8}");

    /// <summary>The range that holds all partitions of an owner, and nobody else's.</summary>
    public static (string From, string Before) Partitions(OwnerId owner) => ($"{owner}|", $"{owner}}}");

    /// <summary>First row key after all signals of a partition: marks come behind the hexadecimal ids.</summary>
    public const string AfterSignals = "g";

    public static TableEntity Write(StoredSignal stored)
    {
        var row = new TableEntity(Partition(stored.Signal.Owner, stored.Signal.Id), stored.Signal.Id.Inverted)
        {
            ["Schema"] = SchemaVersion,
            ["Type"] = stored.Signal.Type,
            ["Source"] = stored.Signal.Source.ToString(),
            ["Entity"] = stored.Signal.Entity,
            ["Hash"] = stored.Signal.Hash,
            ["OccurredAt"] = stored.Signal.OccurredAt,
            ["DetectedAt"] = stored.Signal.DetectedAt,
            ["Result"] = stored.Result.ToString(),
            ["Reason"] = stored.Reason,
            ["ItemId"] = stored.ItemId?.ToString(),
            ["ItemTitle"] = stored.ItemTitle,
            ["Title"] = stored.Title,
        };
        row.SetText(Payload, JsonSerializer.Serialize(stored.Signal.Payload, CaseyJson.Rows));
        return row;
    }

    /// <summary>Goes in with the signal: a second signal with the same hash on the same day fails the transaction.</summary>
    public static TableEntity Mark(Signal signal) => new(Partition(signal.Owner, signal.Id), $"recent|{signal.Hash}") { ["SignalId"] = signal.Id.ToString() };

    public static StoredSignal Read(OwnerId owner, TableEntity row) => new()
    {
        Signal = new Signal
        {
            Id = SignalId.FromInverted(row.RowKey),
            Owner = owner,
            Type = row.GetString("Type")!,
            Source = Enum.Parse<SignalSource>(row.GetString("Source")!),
            Entity = row.GetString("Entity")!,
            Hash = row.GetString("Hash")!,
            OccurredAt = row.GetDateTimeOffset("OccurredAt")!.Value,
            DetectedAt = row.GetDateTimeOffset("DetectedAt")!.Value,
            Payload = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetText(Payload)!, CaseyJson.Options)!,
        },
        Result = Enum.Parse<SignalResult>(row.GetString("Result")!),
        Reason = row.GetString("Reason"),
        ItemId = QueueItemId.TryParse(row.GetString("ItemId"), CultureInfo.InvariantCulture, out var item) ? item : null,
        ItemTitle = row.GetString("ItemTitle"),
        Title = row.GetString("Title"),
    };
}
