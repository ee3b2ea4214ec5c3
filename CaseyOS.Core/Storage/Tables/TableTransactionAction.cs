using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>The kinds of action in an entity group transaction.</summary>
public enum TableTransactionActionType
{
    /// <summary>Insert; fails the transaction when the row exists.</summary>
    Add,

    /// <summary>Merge into an existing row of the given version.</summary>
    UpdateMerge,

    /// <summary>Replace an existing row of the given version.</summary>
    UpdateReplace,

    /// <summary>Delete an existing row of the given version.</summary>
    Delete,

    /// <summary>Merge, or insert when there is none.</summary>
    UpsertMerge,

    /// <summary>Replace, or insert when there is none.</summary>
    UpsertReplace,
}

/// <summary>One action of an entity group transaction.</summary>
/// <param name="actionType">What to do.</param>
/// <param name="entity">The row; a delete needs only its keys.</param>
/// <param name="etag">
/// The version that updates and deletes insist on; <see cref="ETag.All"/> for any. Left out, a delete takes any version and an
/// update is refused, so that nobody overwrites without meaning to.
/// </param>
public sealed class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    /// <summary>What to do.</summary>
    public TableTransactionActionType ActionType { get; } = actionType;

    /// <summary>The row it is done to.</summary>
    public ITableEntity Entity { get; } = entity;

    /// <summary>The version insisted on.</summary>
    public ETag ETag { get; } = etag;
}
