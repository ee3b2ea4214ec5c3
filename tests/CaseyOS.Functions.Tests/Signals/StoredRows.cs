using CaseyOS.Core.Storage.Tables;
using CaseyOS.Testing.Programs;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Signals;

/// <summary>Everything that the detection has stored in a program.</summary>
internal static class StoredRows
{
    /// <summary>The keys of all moves, signals and records that it knows.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(CaseyApp app)
    {
        List<string> keys = [];
        foreach (var name in (string[])["Queue", "Signals", "HubSpotRecords"])
        {
            var table = app.Services.GetRequiredService<TableServiceClient>().GetTableClient(name);
            await table.CreateIfNotExistsAsync();
            await foreach (var row in table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]))
            {
                keys.Add($"{name}/{row.PartitionKey}/{row.RowKey}");
            }
        }

        return keys;
    }
}
