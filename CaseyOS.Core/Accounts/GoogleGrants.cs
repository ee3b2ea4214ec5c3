using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
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
        await ready.EnsureAsync(table, cancellationToken);
        grant = grant with { RefreshToken = grant.RefreshToken ?? (await FindAsync(owner, cancellationToken))?.RefreshToken };
        await table.UpsertEntityAsync(Row(owner, grant), TableUpdateMode.Replace, cancellationToken);
        known[owner] = grant;
    }

    /// <summary>The stored grant; null when there is none, or its key is gone so that the user has to connect again.</summary>
    public async Task<GoogleGrant?> FindAsync(OwnerId owner, CancellationToken cancellationToken = default) =>
        (await ReadAsync(owner, cancellationToken))?.Grant;

    /// <summary>
    /// Changes the stored grant if it still is one that <paramref name="applies"/>: a sign-in that comes in between is not
    /// undone by a renewal of the grant before. Answers the grant that is stored afterwards.
    /// </summary>
    internal async Task<GoogleGrant?> ChangeAsync(
        OwnerId owner, Func<GoogleGrant, bool> applies, Func<GoogleGrant, GoogleGrant> change, CancellationToken cancellationToken)
    {
        while (await ReadAsync(owner, cancellationToken) is { } stored)
        {
            if (!applies(stored.Grant))
            {
                return stored.Grant;
            }

            try
            {
                var changed = change(stored.Grant);
                await table.UpdateEntityAsync(Row(owner, changed), stored.ETag, TableUpdateMode.Replace, cancellationToken);
                return known[owner] = changed;
            }
            catch (RequestFailedException error) when (error.Status is 404 or 412)
            {
                // Somebody changed or deleted it; look again.
            }
        }

        return null;
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

    private TableEntity Row(OwnerId owner, GoogleGrant grant) => new(owner.Value, RowKey)
    {
        ["Secret"] = protector.Protect(JsonSerializer.Serialize(grant, CaseyJson.Options)),
        ["ExpiresAt"] = grant.ExpiresAt,
        ["SchemaVersion"] = SchemaVersion,
    };

    private async Task<(GoogleGrant Grant, ETag ETag)?> ReadAsync(OwnerId owner, CancellationToken cancellationToken)
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
            return (known[owner] = JsonSerializer.Deserialize<GoogleGrant>(plain, CaseyJson.Options)!, row.Value.ETag);
        }
        catch (CryptographicException error)
        {
            Log.Unreadable(logger, error, owner);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The stored Google grant of owner {Owner} cannot be decrypted; the user has to sign in again")]
        public static partial void Unreadable(ILogger logger, Exception error, OwnerId owner);
    }
}
