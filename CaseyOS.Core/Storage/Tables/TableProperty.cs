namespace CaseyOS.Core.Storage.Tables;

/// <summary>Names that the service gives a meaning.</summary>
internal static class TableProperty
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ODataETag = "odata.etag";
    public const string TypeSuffix = "@odata.type";
}
