using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Outcomes;

/// <summary>Outcomes as rows of the table <c>Outcomes</c>, in the owner's partition.</summary>
internal static class OutcomeRows
{
    public const string Table = "Outcomes";

    /// <summary>
    /// Bounds of the outcomes themselves: their keys are inverted UUIDv7, which begin with f for the next eight thousand
    /// years, and the event marks begin with e.
    /// </summary>
    public const string First = "f";

    /// <summary>After the last outcome.</summary>
    public const string End = "g";

    private const string Schema = "Schema";
    private const string Json = "Json";
    private const string Id = "OutcomeId";
    private const int Newest = 1;

    public static TableEntity Row(Outcome outcome)
    {
        var row = new TableEntity(outcome.Owner.Value, outcome.Id.Inverted) { [Schema] = Newest };
        row.SetText(Json, JsonSerializer.Serialize(outcome, CaseyJson.Options));
        return row;
    }

    public static Outcome Read(TableEntity row) => row.GetInt32(Schema) switch
    {
        Newest => JsonSerializer.Deserialize<Outcome>(row.GetText(Json)!, CaseyJson.Options)!,
        var other => throw new InvalidOperationException($"Row {row.RowKey} has schema version {other}; this program reads {Newest}."),
    };

    public static TableEntity Event(Outcome outcome) => new(outcome.Owner.Value, EventKey(outcome)) { [Schema] = Newest, [Id] = outcome.Id.Value };

    public static OutcomeId ReadEvent(TableEntity row) => new(row.GetGuid(Id)!.Value);

    /// <summary>One outcome per execution, type and source event. Hashed, since sources choose their keys.</summary>
    public static string EventKey(Outcome outcome) =>
        "event|" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{outcome.ExecutionId}|{outcome.Type}|{outcome.SourceEvent}")));
}
