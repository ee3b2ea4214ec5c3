namespace CaseyOS.Core.Storage;

/// <summary>
/// A row that was to change together with others is not as this process knew it, so nothing was changed: read anew and try
/// again. A lost race on a move itself is a value (<c>false</c>), because everyone meets it.
/// </summary>
/// <param name="rowKey">Key of the row.</param>
/// <param name="inner">Storage's answer, or what an old copy of the row led to.</param>
public sealed class RowConflictException(string rowKey, Exception inner)
    : CaseyOsException("row_conflict", $"The row {rowKey} stood in the way; nothing was changed.", inner)
{
    /// <summary>Key of the row that stood in the way.</summary>
    public string RowKey { get; } = rowKey;
}
