using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Suppression;

/// <summary>Addresses that an owner's mail must not reach: table <c>Suppression</c>, the owner's partition, one row per address.</summary>
public sealed class SuppressionList(TableServiceClient tables, IAddressHasher hasher)
{
    private const string Schema = "Schema";
    private const int Newest = 1;
    private readonly TableClient table = tables.GetTableClient("Suppression");
    private readonly SharedReads<(OwnerId, string), SuppressedAddress?> reads = new();
    private volatile bool exists;

    /// <summary>The entry of <paramref name="email"/>; null when it may be written to. One round trip, for all who ask at the same moment.</summary>
    public Task<SuppressedAddress?> FindAsync(OwnerId owner, string email, CancellationToken cancellationToken)
    {
        var hash = HashOf(email);
        return reads.ReadAsync((owner, hash), token => ReadAsync(owner, hash, token), cancellationToken);
    }

    /// <summary>Adds an address; what is there already stays as it was first.</summary>
    public Task AddAsync(OwnerId owner, string email, SuppressedAddress entry, CancellationToken cancellationToken) =>
        AddHashedAsync(owner, HashOf(email), entry, cancellationToken);

    /// <summary>As <see cref="AddAsync"/>, for whoever knows only <see cref="HashOf"/> the address.</summary>
    /// <returns>False when it was on the list already.</returns>
    public async Task<bool> AddHashedAsync(OwnerId owner, string addressHash, SuppressedAddress entry, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var row = new TableEntity(owner.Value, addressHash)
        {
            [Schema] = Newest,
            [nameof(SuppressedAddress.Reason)] = entry.Reason.ToString(),
            [nameof(SuppressedAddress.Source)] = entry.Source,
            [nameof(SuppressedAddress.Since)] = entry.Since,
        };
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            reads.Forget((owner, addressHash));
            return true;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // Twice is the same as once: the mail was delivered again, or another one said the same.
            return false;
        }
    }

    /// <summary>How the list knows an address.</summary>
    public string HashOf(string email) => hasher.Hash(email.Trim().ToLowerInvariant());

    private async Task<SuppressedAddress?> ReadAsync(OwnerId owner, string hash, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(owner.Value, hash, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    private static SuppressedAddress Read(TableEntity row) => row.GetInt32(Schema) switch
    {
        Newest => new(
            Enum.Parse<SuppressionReason>(row.GetString(nameof(SuppressedAddress.Reason))!),
            row.GetString(nameof(SuppressedAddress.Source))!,
            row.GetDateTimeOffset(nameof(SuppressedAddress.Since))!.Value),
        var other => throw new InvalidOperationException($"Row {row.RowKey} has schema version {other}; this program reads {Newest}."),
    };

    private async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (!exists)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }
    }
}
