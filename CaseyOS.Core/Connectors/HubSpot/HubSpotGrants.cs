using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>The installation's HubSpot grant, encrypted at rest: one row of <c>Accounts</c>, which belongs to no user.</summary>
public sealed partial class HubSpotGrants(TableServiceClient tables, IGrantProtector protector, ILogger<HubSpotGrants> logger)
{
    private const string RowKey = "hubspot";
    private const string Secret = "Secret";
    private readonly TableClient table = tables.GetTableClient("Accounts");

    /// <summary>The grant; null while the app is not installed, or its key is gone so that it has to be installed again.</summary>
    public async Task<HubSpotGrant?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(OwnerId.System.Value, RowKey, cancellationToken: cancellationToken);
            return row.HasValue ? JsonSerializer.Deserialize<HubSpotGrant>(protector.Unprotect(row.Value!.GetString(Secret)!), CaseyJson.Options) : null;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            return null; // nobody has ever signed in
        }
        catch (CryptographicException error)
        {
            Log.Unreadable(logger, error);
            return null;
        }
    }

    /// <summary>Keeps a grant in place of the one before.</summary>
    public async Task SaveAsync(HubSpotGrant grant, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        var row = new TableEntity(OwnerId.System.Value, RowKey) { ["SchemaVersion"] = 1, [Secret] = protector.Protect(JsonSerializer.Serialize(grant, CaseyJson.Options)) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Forgets it; no error when there is none.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken) => table.DeleteEntityAsync(OwnerId.System.Value, RowKey, ETag.All, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The stored HubSpot grant cannot be decrypted; the app has to be installed again")]
        public static partial void Unreadable(ILogger logger, Exception error);
    }
}
