using System.Globalization;
using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Signals;

/// <summary>Which signals to list.</summary>
/// <param name="Source">Only from here.</param>
/// <param name="Type">Only of this type.</param>
/// <param name="Limit">How many.</param>
/// <param name="After">Continue after this one, by the position a page gave.</param>
public sealed record SignalListing(SignalSource? Source = null, string? Type = null, int Limit = 50, string? After = null);

/// <summary>Signals, newest first, and the position after the last one; null when there are no more.</summary>
public sealed record SignalPage(IReadOnlyList<StoredSignal> Items, string? Next);

/// <summary>The signals that were seen, each once, with what they led to.</summary>
public sealed class SignalStore(TableServiceClient tables)
{
    private readonly TableClient table = tables.GetTableClient(SignalRows.Table);

    /// <summary>Creates the table.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Stores a signal with its mark in one transaction; false when it, or its equal of the same day, is there already.</summary>
    public async Task<bool> AddAsync(StoredSignal signal, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, SignalRows.Write(signal)),
                    new(TableTransactionActionType.Add, SignalRows.Mark(signal.Signal)),
                ],
                cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException error) when (error.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    /// <summary>The signal; null when this owner has none with that id.</summary>
    public async Task<StoredSignal?> FindAsync(OwnerId owner, SignalId id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(SignalRows.Partition(owner, id), id.Inverted, cancellationToken: cancellationToken);
        return row.HasValue ? SignalRows.Read(owner, row.Value!) : null;
    }

    /// <summary>A page of signals, newest first.</summary>
    public async Task<SignalPage> ListAsync(OwnerId owner, SignalListing listing, CancellationToken cancellationToken)
    {
        List<StoredSignal> found = [];
        foreach (var filter in Ranges(owner, listing.After))
        {
            await foreach (var row in table.QueryAsync<TableEntity>(Narrow(filter, listing), listing.Limit + 1 - found.Count, cancellationToken: cancellationToken))
            {
                if (found.Count == listing.Limit)
                {
                    return new(found, Position(found[^1].Signal));
                }

                found.Add(SignalRows.Read(owner, row));
            }
        }

        return new(found, null);
    }

    /// <summary>How many moves came from signals detected since <paramref name="since"/>.</summary>
    public Task<int> CountQueuedAsync(OwnerId owner, DateTimeOffset since, CancellationToken cancellationToken) =>
        CountAsync(owner, since, " and " + TableClient.CreateQueryFilter($"Result eq {nameof(SignalResult.Queued)}"), cancellationToken);

    /// <summary>How many signals were detected since <paramref name="since"/>; older days are not touched.</summary>
    public Task<int> CountAsync(OwnerId owner, DateTimeOffset since, CancellationToken cancellationToken) => CountAsync(owner, since, "", cancellationToken);

    /// <summary>Deletes signals for good; answers how many. The marks that keep equal ones away stay: they say nothing of anybody.</summary>
    public async Task<int> DeleteAsync(OwnerId owner, Func<StoredSignal, bool> which, CancellationToken cancellationToken)
    {
        var (from, before) = SignalRows.Partitions(owner);
        List<TableEntity> doomed = [];
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {before} and RowKey lt {SignalRows.AfterSignals}"), cancellationToken: cancellationToken))
        {
            if (which(SignalRows.Read(owner, row)))
            {
                doomed.Add(row);
            }
        }

        foreach (var row in doomed)
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }

        return doomed.Count;
    }

    private async Task<int> CountAsync(OwnerId owner, DateTimeOffset since, string also, CancellationToken cancellationToken)
    {
        var (from, before) = SignalRows.Partitions(owner);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {from} and PartitionKey le {SignalRows.Partition(owner, Id(since))} and PartitionKey lt {before} and RowKey lt {SignalRows.AfterSignals} and DetectedAt ge {since}");
        var count = 0;
        try
        {
            await foreach (var _ in table.QueryAsync<TableEntity>(filter + also, select: ["RowKey"], cancellationToken: cancellationToken))
            {
                count++;
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            return 0; // nothing was ever detected
        }

        return count;
    }

    // Two ranges instead of one filter with "or", which the service answers by scanning the whole table.
    private static IEnumerable<string> Ranges(OwnerId owner, string? after)
    {
        var (from, before) = SignalRows.Partitions(owner);
        if (after is not null && SignalId.TryParse(after, CultureInfo.InvariantCulture, out var last))
        {
            from = SignalRows.Partition(owner, last);
            yield return TableClient.CreateQueryFilter($"PartitionKey eq {from} and RowKey gt {last.Inverted} and RowKey lt {SignalRows.AfterSignals}");
        }

        yield return TableClient.CreateQueryFilter($"PartitionKey gt {from} and PartitionKey lt {before} and RowKey lt {SignalRows.AfterSignals}");
    }

    private static string Narrow(string filter, SignalListing listing)
    {
        if (listing.Source is { } source)
        {
            filter += " and " + TableClient.CreateQueryFilter($"Source eq {source.ToString()}");
        }

        return listing.Type is { } type ? filter + " and " + TableClient.CreateQueryFilter($"Type eq {type}") : filter;
    }

    private static string Position(Signal signal) => signal.Id.ToString();

    private static SignalId Id(DateTimeOffset at) => new(Guid.CreateVersion7(at));
}
