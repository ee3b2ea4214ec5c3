using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>
/// One table. Named and shaped like Azure.Data.Tables for the part that is used here. Thread-safe.
/// </summary>
/// <remarks>
/// Refusals are <see cref="RequestFailedException"/> with <see cref="TableErrorCode"/>; a service that cannot be reached is
/// <see cref="StorageUnavailableException"/>. Inserts, transactions and updates of a given version are never repeated after
/// they may have been taken: the caller then reads the row and decides.
/// </remarks>
public sealed class TableClient
{
    private readonly TableRequests requests;

    internal TableClient(TableRequests requests, string name, string accountName) => (this.requests, Name, AccountName) = (requests, name, accountName);

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The storage account's name.</summary>
    public string AccountName { get; }

    /// <summary>Writes a filter with its values quoted and escaped: <c>CreateQueryFilter($"PartitionKey eq {owner}")</c>.</summary>
    /// <exception cref="ArgumentException">A value is null or of a type that tables do not have.</exception>
    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Create(filter);

    /// <summary>Creates the table unless it exists. Safe to call from many places at once.</summary>
    public async Task<Response> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        // A repeated creation answers "exists", which is what was wanted.
        using var message = requests.Create("CreateTable", Name, RequestMethod.Post, "Tables", Repeat.Harmless);
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        TableRequests.WithBody(message, JsonSerializer.SerializeToUtf8Bytes(new { TableName = Name }));
        return await requests.SendAsync(message, cancellationToken, static answer => answer.Status == 409 && StorageErrorParser.ErrorCode(answer) == TableErrorCode.TableAlreadyExists);
    }

    /// <summary>Deletes the table with all rows; no error when there is none.</summary>
    public async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        using var message = requests.Create("DeleteTable", Name, RequestMethod.Delete, $"Tables('{Name}')", Repeat.Harmless);
        return await requests.SendAsync(message, cancellationToken, IsMissing);
    }

    /// <summary>Inserts a row. The response's header carries its ETag.</summary>
    /// <exception cref="RequestFailedException">409 <see cref="TableErrorCode.EntityAlreadyExists"/> when there is one with these keys.</exception>
    public async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using var message = requests.Create("AddEntity", Name, RequestMethod.Post, Name, Repeat.OnlyIfNotTaken);
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        TableRequests.WithBody(message, TableJson.Write(entity));
        return await requests.SendAsync(message, cancellationToken);
    }

    /// <summary>Reads a row that must exist.</summary>
    /// <exception cref="RequestFailedException">404 <see cref="TableErrorCode.ResourceNotFound"/> when there is none.</exception>
    public async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = Get(partitionKey, rowKey, select);
        return Read<T>(await requests.SendAsync(message, cancellationToken));
    }

    /// <summary>Reads a row that may exist; a missing table is still an error.</summary>
    public async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = Get(partitionKey, rowKey, select);
        var response = await requests.SendAsync(message, cancellationToken, IsMissingRow);
        return response.Status == 404 ? new NoValueResponse<T>(response) : Read<T>(response);
    }

    /// <summary>Writes a row that exists in the given version (<see cref="ETag.All"/>: in any).</summary>
    /// <exception cref="RequestFailedException">
    /// 412 <see cref="TableErrorCode.UpdateConditionNotSatisfied"/> when it has another version, 404 when there is none.
    /// </exception>
    public async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default)
        {
            throw new ArgumentException("An update needs the version it insists on; ETag.All takes any.", nameof(ifMatch));
        }

        var repeat = ifMatch == ETag.All ? Repeat.Harmless : Repeat.OnlyIfNotTaken;
        using var message = requests.Create("UpdateEntity", Name, Verb(mode), TableKeys.Path(Name, entity.PartitionKey, entity.RowKey), repeat);
        message.Request.Headers.SetValue("If-Match", ifMatch.ToString("H"));
        TableRequests.WithBody(message, TableJson.Write(entity));
        return await requests.SendAsync(message, cancellationToken);
    }

    /// <summary>Writes a row whether it exists or not.</summary>
    public async Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using var message = requests.Create("UpsertEntity", Name, Verb(mode), TableKeys.Path(Name, entity.PartitionKey, entity.RowKey), Repeat.Harmless);
        TableRequests.WithBody(message, TableJson.Write(entity));
        return await requests.SendAsync(message, cancellationToken);
    }

    /// <summary>Deletes a row (of the given version; any when left out). A row that is gone already is no error: the status is then 404.</summary>
    /// <exception cref="RequestFailedException">412 <see cref="TableErrorCode.UpdateConditionNotSatisfied"/> when it has another version.</exception>
    public async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        // Repeating is harmless also for a given version: no other row ever has that version, and "gone" is success.
        using var message = requests.Create("DeleteEntity", Name, RequestMethod.Delete, TableKeys.Path(Name, partitionKey, rowKey), Repeat.Harmless);
        message.Request.Headers.SetValue("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString("H"));
        return await requests.SendAsync(message, cancellationToken, IsMissingRow);
    }

    /// <summary>
    /// Rows that match the filter, in the order of their keys, page by page. A page holds at most 1 000 rows, may be empty and
    /// still have a successor.
    /// </summary>
    public AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = Columns(select);
        return new TablePageable<T>((continuation, size, cancelled) => ReadPageAsync<T>(filter, columns, continuation, size, cancelled), maxPerPage, cancellationToken);
    }

    /// <summary>
    /// Applies up to 100 actions on rows of one partition, all or none, each row once. The responses, in the order of the
    /// actions, carry the new ETags.
    /// </summary>
    /// <exception cref="TableTransactionFailedException">An action was refused: nothing was applied; the index and code say which and why.</exception>
    /// <exception cref="ArgumentException">No action, too many, several partitions, or a row twice.</exception>
    public async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var batch = TableBatch.Create(requests.Endpoint, Name, [.. transactionActions]);
        using var message = requests.Create("SubmitTransaction", Name, RequestMethod.Post, "$batch", Repeat.OnlyIfNotTaken);
        TableRequests.WithBody(message, batch.Body, batch.ContentType);
        try
        {
            var response = await requests.SendAsync(message, cancellationToken);
            return Response.FromValue(TableBatchResponse.Read(response, batch.Count), response);
        }
        catch (RequestFailedException error) when (error is not (StorageUnavailableException or TableTransactionFailedException))
        {
            // Refused as a whole, for example because it is too large.
            throw TableBatchResponse.Failure(error.Status, error.Message, error.ErrorCode, error);
        }
    }

    private static RequestMethod Verb(TableUpdateMode mode) => mode == TableUpdateMode.Replace ? RequestMethod.Put : RequestMethod.Patch;

    private static bool IsMissing(Response response) => response.Status == 404;

    private static bool IsMissingRow(Response response) =>
        response.Status == 404 && StorageErrorParser.ErrorCode(response) != TableErrorCode.TableNotFound;

    private static string? Columns(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    private static Response<T> Read<T>(Response response)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content);
        var entity = TableJson.Read<T>(document.RootElement);
        if (response.Headers.ETag is { } etag)
        {
            entity.ETag = etag;
        }

        return Response.FromValue(entity, response);
    }

    private HttpMessage Get(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        var message = requests.Create("GetEntity", Name, RequestMethod.Get, TableKeys.Path(Name, partitionKey, rowKey), Repeat.Harmless);
        if (Columns(select) is { } columns)
        {
            message.Request.Uri.AppendQuery("$select", columns);
        }

        return message;
    }

    private async Task<Page<T>> ReadPageAsync<T>(string? filter, string? columns, string? continuation, int? size, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        using var message = requests.Create("QueryEntities", Name, RequestMethod.Get, Name + "()", Repeat.Harmless);
        var uri = message.Request.Uri;
        Append("$filter", filter);
        Append("$select", columns);
        Append("$top", size?.ToString(CultureInfo.InvariantCulture));
        var token = TableContinuation.Parse(continuation);
        Append("NextPartitionKey", token.PartitionKey);
        Append("NextRowKey", token.RowKey);

        var response = await requests.SendAsync(message, cancellationToken);
        using var document = JsonDocument.Parse(response.Content);
        List<T> rows = [.. document.RootElement.GetProperty("value").EnumerateArray().Select(TableJson.Read<T>)];
        return Page<T>.FromValues(rows, TableContinuation.From(response)?.ToString(), response);

        void Append(string name, string? value)
        {
            if (value is not null)
            {
                uri.AppendQuery(name, Uri.EscapeDataString(value), escapeValue: false);
            }
        }
    }
}
