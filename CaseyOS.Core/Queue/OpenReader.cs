using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Queue;

/// <summary>Brings an owner's view up to date with the fewest reads: none, the version row, or that and the open moves.</summary>
internal sealed class OpenReader(TableClient table, TimeProvider clock, QueueOptions options)
{
    // Marks older than this may be tidied away, so a copy that nobody looked at for as long proves nothing any more.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(30);

    public bool IsFresh(long checkedAt) => clock.GetElapsedTime(checkedAt) < options.Lease;

    public async Task RefreshAsync(OwnerView view, OwnerId owner, CancellationToken cancellationToken)
    {
        if (view.CheckedAt is { } last && IsFresh(last))
        {
            return;
        }

        // First the version row, then the moves: a change in between is seen again next time, and none is missed.
        var now = clock.GetTimestamp();
        var marks = await ReadMarksAsync(owner, cancellationToken);
        var forgotten = view.CheckedAt is { } age && clock.GetElapsedTime(age) > MaxAge;
        if (forgotten || !view.Confirm(marks, now))
        {
            view.Load(marks, await ReadMovesAsync(owner, cancellationToken), now);
        }
    }

    private async Task<VersionMarks> ReadMarksAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Keys.Version, cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return VersionMarks.None;
        }

        var marks = VersionMarks.Read(row.Value!);
        if (marks.Tidied(owner, clock.GetUtcNow()) is { } tidy)
        {
            await TidyAsync(tidy, row.Value!.ETag, cancellationToken);
        }

        return marks;
    }

    private async Task TidyAsync(TableEntity tidy, ETag read, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(tidy, read, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException lost) when (lost.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
        {
            // Somebody changed something meanwhile, which must not be lost; the next reader tidies.
        }
    }

    private async Task<List<Versioned<QueueItem>>> ReadMovesAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {Keys.OpenPrefix} and RowKey lt {Keys.After(Keys.OpenPrefix)}");
        List<Versioned<QueueItem>> moves = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            moves.Add(QueueRows.ReadItem(row));
        }

        return moves;
    }
}
