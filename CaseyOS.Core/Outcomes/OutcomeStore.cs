using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Outcomes;

/// <summary>Outcomes, newest first by key. An outcome and the mark of its event are written together, so an event counts once.</summary>
public sealed class OutcomeStore(TableServiceClient tables)
{
    private const int Tries = 10;
    private readonly TableClient table = tables.GetTableClient(OutcomeRows.Table);
    private volatile bool exists;

    /// <summary>Creates the table unless this process knows that it is there.</summary>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (!exists)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }
    }

    /// <summary>Adds an outcome, unless its event has led to one already.</summary>
    /// <returns>The outcome of the event: the new one, or the old one with this sighting added to it.</returns>
    public async Task<Outcome> AddAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        try
        {
            await table.SubmitTransactionAsync(
                [new(TableTransactionActionType.Add, OutcomeRows.Event(outcome)), new(TableTransactionActionType.Add, OutcomeRows.Row(outcome))], cancellationToken);
            return outcome;
        }
        catch (TableTransactionFailedException known) when (known.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await MergeAsync(outcome, cancellationToken);
        }
    }

    /// <summary>Outcomes, newest first.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="after">Those older than this one.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<Outcome>> ListAsync(OwnerId owner, OutcomeId? after, int limit, CancellationToken cancellationToken)
    {
        var from = after?.Inverted ?? OutcomeRows.First;
        return await ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey gt {from} and RowKey lt {OutcomeRows.End}"), limit, cancellationToken);
    }

    /// <summary>Outcomes seen since a time; older ones are not touched.</summary>
    public async Task<IReadOnlyList<Outcome>> ListSinceAsync(OwnerId owner, DateTimeOffset since, CancellationToken cancellationToken) =>
        await ReadAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {OutcomeRows.First} and RowKey le {TimeOrder.First<Outcome>(since).Inverted}"),
            int.MaxValue,
            cancellationToken);

    private async Task<Outcome> MergeAsync(Outcome seen, CancellationToken cancellationToken)
    {
        var mark = await table.GetEntityAsync<TableEntity>(seen.Owner.Value, OutcomeRows.EventKey(seen), cancellationToken: cancellationToken);
        var id = OutcomeRows.ReadEvent(mark.Value);
        for (var tries = 0; tries < Tries; tries++)
        {
            var row = (await table.GetEntityAsync<TableEntity>(seen.Owner.Value, id.Inverted, cancellationToken: cancellationToken)).Value;
            var known = OutcomeRows.Read(row);
            var merged = Merge(known, seen);
            if (merged == known || await TryReplaceAsync(merged, row.ETag, cancellationToken))
            {
                return merged;
            }
        }

        throw new ConflictException("conflict", "The outcome keeps changing; try again.", TimeSpan.FromSeconds(1));
    }

    private static Outcome Merge(Outcome known, Outcome seen)
    {
        string[] methods = [.. known.DetectionMethods.Union(seen.DetectionMethods, StringComparer.Ordinal)];
        var first = seen.DetectedAt < known.DetectedAt ? seen.DetectedAt : known.DetectedAt;
        return methods.Length == known.DetectionMethods.Count && first == known.DetectedAt
            ? known
            : known with { DetectionMethods = methods, DetectedAt = first };
    }

    private async Task<bool> TryReplaceAsync(Outcome outcome, ETag etag, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(OutcomeRows.Row(outcome), etag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<Outcome>> ReadAsync(string filter, int limit, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        List<Outcome> found = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(limit, 1000), cancellationToken: cancellationToken))
        {
            found.Add(OutcomeRows.Read(row));
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }
}
