namespace CaseyOS.Core.Queue;

/// <summary>
/// A row that was to change together with a move stood in the way, so nothing changed. Thrown for the rows that the
/// caller passed; a lost race on the move itself is a value (<c>false</c>), because everyone meets it and just tries again.
/// </summary>
/// <param name="rowKey">Key of the row.</param>
/// <param name="index">Its place among the rows that the caller passed.</param>
/// <param name="errorCode">Storage's reason, for example <c>EntityAlreadyExists</c>.</param>
/// <param name="inner">Storage's answer.</param>
public sealed class RowConflictException(string rowKey, int index, string? errorCode, Exception inner)
    : CaseyOsException("row_conflict", $"The row {rowKey} stood in the way ({errorCode}); nothing was changed.", inner)
{
    /// <summary>Key of the row that stood in the way.</summary>
    public string RowKey { get; } = rowKey;

    /// <summary>Its place among the rows that the caller passed.</summary>
    public int Index { get; } = index;

    /// <summary>Storage's reason, for example <c>EntityAlreadyExists</c> or <c>UpdateConditionNotSatisfied</c>.</summary>
    public string? ErrorCode { get; } = errorCode;
}
