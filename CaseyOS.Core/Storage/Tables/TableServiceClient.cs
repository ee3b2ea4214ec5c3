using System.Text.Json;
using Azure;
using Azure.Core;
using CaseyOS.Core.Storage.Http;

namespace CaseyOS.Core.Storage.Tables;

/// <summary>
/// The Table service of one storage account. Named and shaped like Azure.Data.Tables for the part that is used here.
/// Thread-safe and meant to live as long as the program.
/// </summary>
public sealed class TableServiceClient
{
    private readonly TableRequests requests;

    /// <summary>Connects with a connection string: an account's with its key, an emulator's, or <c>UseDevelopmentStorage=true</c>.</summary>
    /// <exception cref="FormatException">The connection string is not usable; the message says why.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(StorageConnectionString.Parse(connectionString), options ?? new())
    {
    }

    /// <summary>Connects with an identity, for example to <c>https://account.table.core.windows.net</c>.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
    {
        options ??= new();
        requests = new(StoragePipeline.Build("table", options, options.RoundTrips, StoragePipeline.Bearer(tokenCredential)), endpoint);
        AccountName = endpoint.Host.Split('.')[0];
    }

    private TableServiceClient(StorageConnectionString connection, TableClientOptions options)
    {
        var signature = new TableSharedKeyPolicy(connection.AccountName, connection.AccountKey);
        requests = new(StoragePipeline.Build("table", options, options.RoundTrips, signature), connection.TableEndpoint);
        AccountName = connection.AccountName;
    }

    /// <summary>The storage account's name.</summary>
    public string AccountName { get; }

    /// <summary>The service's address.</summary>
    public Uri Uri => requests.Endpoint;

    /// <summary>A client for one table; sends nothing.</summary>
    public TableClient GetTableClient(string tableName) => new(requests, tableName, AccountName);

    /// <summary>The names of all tables. One cheap request with <paramref name="maxPerPage"/> 1 shows whether the service answers.</summary>
    public AsyncPageable<string> QueryTableNamesAsync(int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePageable<string>(ReadPageAsync, maxPerPage, cancellationToken);

    private async Task<Page<string>> ReadPageAsync(string? continuation, int? size, CancellationToken cancellationToken)
    {
        using var message = requests.Create("QueryTables", "Tables", RequestMethod.Get, "Tables", Repeat.Harmless);
        if (size is { } top)
        {
            message.Request.Uri.AppendQuery("$top", top.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (continuation is not null)
        {
            message.Request.Uri.AppendQuery("NextTableName", continuation);
        }

        var response = await requests.SendAsync(message, cancellationToken);
        using var document = JsonDocument.Parse(response.Content);
        List<string> names = [.. document.RootElement.GetProperty("value").EnumerateArray().Select(table => table.GetProperty("TableName").GetString()!)];
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        return Page<string>.FromValues(names, next, response);
    }
}
