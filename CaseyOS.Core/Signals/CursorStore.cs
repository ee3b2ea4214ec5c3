using System.Text.Json;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Signals;

/// <summary>One row per source and owner: where it stands and how its last run went.</summary>
/// <remarks>
/// Rows are replaced without a condition. Should two processes run the same source at once, the later writer wins; a cursor
/// that thereby goes back a little only makes the next run look at some records again, which dedupe makes harmless.
/// </remarks>
public sealed class CursorStore(TableServiceClient tables)
{
    private const string Prefix = "source|";
    private readonly TableClient table = tables.GetTableClient("Cursors");

    /// <summary>Creates the table.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>The state of a source; of one that never ran, an empty one.</summary>
    public async Task<SourceState> GetAsync(OwnerId owner, string source, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Prefix + source, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : new SourceState { Source = source };
    }

    /// <summary>The states of all sources of an owner.</summary>
    public async Task<IReadOnlyList<SourceState>> ListAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        List<SourceState> states = [];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {Prefix} and RowKey lt {"source}"}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            states.Add(Read(row));
        }

        return states;
    }

    /// <summary>Stores a state.</summary>
    public Task SaveAsync(OwnerId owner, SourceState state, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(owner.Value, Prefix + state.Source) { ["Schema"] = 1, ["State"] = JsonSerializer.Serialize(state, CaseyJson.Options) },
        TableUpdateMode.Replace,
        cancellationToken);

    private static SourceState Read(TableEntity row) => JsonSerializer.Deserialize<SourceState>(row.GetString("State")!, CaseyJson.Options)!;
}
