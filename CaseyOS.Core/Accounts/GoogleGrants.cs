using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Accounts;

/// <summary>The users' Google grants, encrypted at rest: one row in the owner's partition of <c>Accounts</c>.</summary>
public sealed partial class GoogleGrants(TableServiceClient tables, IGrantProtector protector, ILogger<GoogleGrants> logger)
{
    private const string RowKey = "google";
    private const int SchemaVersion = 1;
    private readonly TableClient table = tables.GetTableClient(AccountRows.Table);
    private readonly TableReady ready = new();
    private readonly ConcurrentDictionary<OwnerId, GoogleGrant> known = new();

    /// <summary>
    /// Stores a grant, in place of the one before. Google hands out the refresh token only with a consent, so a grant
    /// without one keeps the one we have.
    /// </summary>
    public async Task SaveAsync(OwnerId owner, GoogleGrant grant, CancellationToken cancellationToken = default)
    {
        grant = grant with { RefreshToken = grant.RefreshToken ?? (await FindAsync(owner, cancellationToken))?.RefreshToken };
        await table.UpsertEntityAsync(
            new TableEntity(owner.Value, RowKey)
            {
                ["Secret"] = protector.Protect(JsonSerializer.Serialize(grant, CaseyJson.Options)),
                ["ExpiresAt"] = grant.ExpiresAt,
                ["SchemaVersion"] = SchemaVersion,
            },
            TableUpdateMode.Replace,
            cancellationToken);
        known[owner] = grant;
    }

    /// <summary>The stored grant; null when there is none, or its key is gone so that the user has to connect again.</summary>
    public async Task<GoogleGrant?> FindAsync(OwnerId owner, CancellationToken cancellationToken = default)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(owner.Value, RowKey, cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            known.TryRemove(owner, out _);
            return null;
        }

        try
        {
            var plain = protector.Unprotect(row.Value!.GetString("Secret")!);
            return known[owner] = JsonSerializer.Deserialize<GoogleGrant>(plain, CaseyJson.Options)!;
        }
        catch (CryptographicException error)
        {
            Log.Unreadable(logger, error, owner);
            return null;
        }
    }

    /// <summary>Forgets the grant; no error when there is none.</summary>
    public async Task DeleteAsync(OwnerId owner, CancellationToken cancellationToken = default)
    {
        await ready.EnsureAsync(table, cancellationToken);
        await table.DeleteEntityAsync(owner.Value, RowKey, cancellationToken: cancellationToken);
        known.TryRemove(owner, out _);
    }

    /// <summary>The grant as this process last read or wrote it, else from storage: calls to Google cost no storage round trip.</summary>
    internal async ValueTask<GoogleGrant?> RecallAsync(OwnerId owner, CancellationToken cancellationToken) =>
        known.TryGetValue(owner, out var grant) ? grant : await FindAsync(owner, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The stored Google grant of owner {Owner} cannot be decrypted; the user has to sign in again")]
        public static partial void Unreadable(ILogger logger, Exception error, OwnerId owner);
    }
}
