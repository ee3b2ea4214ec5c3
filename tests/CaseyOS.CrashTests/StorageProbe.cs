using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.CrashTests;

/// <summary>Looks into the program's tables from outside: how far it has come, whether or not it lives.</summary>
internal sealed class StorageProbe(string connectionString)
{
    private readonly TableServiceClient tables = new(connectionString, new());

    /// <summary>How many rows of a table have keys that begin so.</summary>
    public async Task<int> CountAsync(string table, string prefix)
    {
        var after = prefix[..^1] + (char)(prefix[^1] + 1);
        var filter = TableClient.CreateQueryFilter($"RowKey ge {prefix} and RowKey lt {after}");
        var count = 0;
        try
        {
            await foreach (var _ in tables.GetTableClient(table).QueryAsync<TableEntity>(filter, select: ["RowKey"]))
            {
                count++;
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0; // nothing was ever written there
        }

        return count;
    }
}
