using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>What every row has: its two keys, and what the service adds.</summary>
public interface ITableEntity
{
    /// <summary>Groups the rows that can change together and be scanned cheaply.</summary>
    string PartitionKey { get; set; }

    /// <summary>Unique within the partition; rows are sorted by it.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row; ignored on writing.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the row that was read; a new one after every write.</summary>
    ETag ETag { get; set; }
}
