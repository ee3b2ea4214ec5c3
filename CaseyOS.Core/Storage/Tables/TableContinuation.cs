using Azure;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>Where a query goes on: two opaque values of the service, as one text for the caller.</summary>
internal readonly record struct TableContinuation(string? PartitionKey, string? RowKey)
{
    // The service's values hold no blanks.
    private const char Separator = ' ';

    public static TableContinuation? From(Response response)
    {
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return partitionKey is null && rowKey is null ? null : new(partitionKey, rowKey);
    }

    public static TableContinuation Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        var parts = text.Split(Separator, 2);
        return new(NullIfEmpty(parts[0]), parts.Length == 2 ? NullIfEmpty(parts[1]) : null);
    }

    public override string ToString() => $"{PartitionKey}{Separator}{RowKey}";

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
