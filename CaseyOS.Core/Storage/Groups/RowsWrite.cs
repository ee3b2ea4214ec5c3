using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage.Groups;

/// <summary>Rows that nobody else writes, and no copy of which is kept.</summary>
internal sealed class RowsWrite(params IReadOnlyList<TableTransactionAction> rows) : GroupWrite
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableTransactionAction> Rows => rows;

    /// <inheritdoc/>
    public override IReadOnlyList<SharedChange> Shared => [];
}
