using System.Text.Json;
using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Signals.Webhooks;

/// <summary>One row per record that a webhook spoke of: partition = HubSpot account, row = kind and id. Ids, times and hashes, nothing personal.</summary>
public sealed class RecordHistoryStore(TableServiceClient tables)
{
    private const int Tries = 10;
    private readonly TableClient table = tables.GetTableClient("HubSpotRecords");
    private volatile bool ready;

    /// <summary>What is known; empty for a record never heard of.</summary>
    public async Task<RecordHistory> GetAsync(long portal, HubSpotRecord record, CancellationToken cancellationToken) =>
        (await ReadAsync(portal, record, cancellationToken)).History;

    /// <summary>Takes the events in. Two processes may do so at once: whoever comes second reads again and adds his own.</summary>
    public async Task AddAsync(long portal, HubSpotRecord record, IReadOnlyCollection<HubSpotEvent> events, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (row, known) = await ReadAsync(portal, record, cancellationToken);
            var next = events.Aggregate(known, (history, change) => history.With(change));
            if (ReferenceEquals(next, known))
            {
                return;
            }

            try
            {
                await WriteAsync(portal, record, row, next, cancellationToken);
                return;
            }
            catch (RequestFailedException lost) when (lost.Status is 409 or 412 && attempt < Tries)
            {
                // somebody else wrote the row meanwhile
            }
        }
    }

    private async Task WriteAsync(long portal, HubSpotRecord record, TableEntity? row, RecordHistory history, CancellationToken cancellationToken)
    {
        var written = new TableEntity(Partition(portal), record.ToString()) { ["Schema"] = 1, ["History"] = JsonSerializer.Serialize(history.Aspects, CaseyJson.Rows) };
        if (row is null)
        {
            await table.AddEntityAsync(written, cancellationToken);
        }
        else
        {
            await table.UpdateEntityAsync(written, row.ETag, TableUpdateMode.Replace, cancellationToken);
        }
    }

    private async Task<(TableEntity? Row, RecordHistory History)> ReadAsync(long portal, HubSpotRecord record, CancellationToken cancellationToken)
    {
        if (!ready)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            ready = true;
        }

        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition(portal), record.ToString(), cancellationToken: cancellationToken);
        return row.HasValue
            ? (row.Value, new() { Aspects = JsonSerializer.Deserialize<Dictionary<string, RecordHistory.Mark>>(row.Value!.GetString("History")!, CaseyJson.Rows)! })
            : (null, new());
    }

    private static string Partition(long portal) => portal.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
