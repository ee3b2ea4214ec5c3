namespace CaseyOS.Core.Storage.Tables;

/// <summary>The error codes of the Table service that our code asks for by name.</summary>
public static class TableErrorCode
{
    /// <summary>409: an insert met a row with the same keys.</summary>
    public const string EntityAlreadyExists = "EntityAlreadyExists";

    /// <summary>412: the row has another version than the one insisted on.</summary>
    public const string UpdateConditionNotSatisfied = "UpdateConditionNotSatisfied";

    /// <summary>404: there is no such row (or table).</summary>
    public const string ResourceNotFound = "ResourceNotFound";

    /// <summary>404: there is no such row.</summary>
    public const string EntityNotFound = "EntityNotFound";

    /// <summary>404: there is no such table.</summary>
    public const string TableNotFound = "TableNotFound";

    /// <summary>409: the table exists.</summary>
    public const string TableAlreadyExists = "TableAlreadyExists";

    /// <summary>409: the table is being deleted; its name is free again after some seconds.</summary>
    public const string TableBeingDeleted = "TableBeingDeleted";
}
