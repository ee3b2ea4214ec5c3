using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Accounts;

/// <summary>Creates a table at its first use, once per process; a failure is tried again by the next caller.</summary>
internal sealed class TableReady
{
    private volatile bool created;

    public async ValueTask EnsureAsync(TableClient table, CancellationToken cancellationToken)
    {
        if (!created)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            created = true;
        }
    }
}
