using System.Text.Json;
using Azure;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>A shared limit as one row of the table <c>Cursors</c>.</summary>
internal sealed class TableBudgetRow(TableServiceClient tables, string name) : IBudgetRow
{
    private const string Partition = "system";
    private readonly TableClient table = tables.GetTableClient("Cursors");
    private readonly TableReady ready = new();

    public async Task<(BudgetState State, string? Version)> ReadAsync(CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, RowKey, cancellationToken: cancellationToken);
        return row.HasValue
            ? (JsonSerializer.Deserialize<BudgetState>(row.Value!.GetString("State")!, CaseyJson.Options)!, row.Value.ETag.ToString("G"))
            : (BudgetState.Empty, null);
    }

    public async Task<string?> TryWriteAsync(BudgetState state, string? version, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = new TableEntity(Partition, RowKey) { ["Schema"] = 1, ["State"] = JsonSerializer.Serialize(state, CaseyJson.Options) };
        try
        {
            var response = version is null
                ? await table.AddEntityAsync(row, cancellationToken)
                : await table.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Replace, cancellationToken);
            return response.Headers.ETag?.ToString("G");
        }
        catch (RequestFailedException error) when (error.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private string RowKey => $"limit|{name}";
}
