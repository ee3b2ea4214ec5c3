using System.Globalization;
using Azure;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Executions;

/// <summary>Executions in the owner's partition of the table <c>Queue</c>.</summary>
public sealed class ExecutionStore(QueueStore queue)
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromHours(1);

    private TableClient Table => queue.Table;

    /// <summary>The execution with the version of its row, or null when the owner has none with this id.</summary>
    public async Task<Versioned<Execution>?> FindAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken) =>
        await RowAsync(owner, Keys.Execution(id), cancellationToken) is { } row ? ExecutionRows.Read(row) : null;

    /// <summary>As <see cref="FindAsync"/>.</summary>
    /// <exception cref="NotFoundException">The owner has no such execution.</exception>
    public async Task<Versioned<Execution>> GetAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken) =>
        await FindAsync(owner, id, cancellationToken) ?? throw new NotFoundException($"There is no execution {id}.");

    /// <summary>Executions, newest first.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">Those older than this one.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<Execution>> ListAsync(
        OwnerId owner, ExecutionFilter filter, ExecutionId? after, int limit, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var from = after is { } last ? Keys.Execution(last) : Keys.ExecutionPrefix;
        // No execution is older than its move, give or take what two machines' clocks differ: what was done before that is not touched.
        var until = filter.Item is { } move ? Keys.Execution(TimeOrder.First<Execution>(move.CreatedAt - ClocksDiffer)) : Keys.After(Keys.ExecutionPrefix);
        var where = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey gt {from} and RowKey lt {until}");
        List<Execution> found = [];
        await foreach (var row in Table.QueryAsync<TableEntity>(where + filter.Clause, Math.Min(limit, 1000), cancellationToken: cancellationToken))
        {
            found.Add(ExecutionRows.Read(row).Value);
            if (found.Count == limit)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Executions begun since a time, newest first: their keys are ordered by time, so older ones are not touched.</summary>
    public async Task<IReadOnlyList<Execution>> ListSinceAsync(OwnerId owner, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {owner.Value} and RowKey ge {Keys.ExecutionPrefix} and RowKey le {Keys.Execution(TimeOrder.First<Execution>(since))}");
        return await AllAsync(filter, row => ExecutionRows.Read(row).Value, cancellationToken);
    }

    /// <summary>
    /// Executions that somebody works on, or should: queued, held and interrupted ones among them. Reads from the oldest one
    /// that is watched, and of those since then only what is under way.
    /// </summary>
    public async Task<IReadOnlyList<Execution>> ListUnderWayAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        if (await ListWatchedAsync(owner, to: null, cancellationToken) is not [var oldest, ..])
        {
            return [];
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {Keys.ExecutionPrefix} and RowKey le {Keys.Execution(oldest)}");
        return await AllAsync(filter + ExecutionFilter.UnderWay, row => ExecutionRows.Read(row).Value, cancellationToken);
    }

    /// <summary>Executions reserved until a time whose orchestration has not reported that it began.</summary>
    public async Task<IReadOnlyList<ExecutionId>> ListUnstartedAsync(OwnerId owner, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var starts = TableClient.CreateQueryFilter(
            $"PartitionKey eq {owner.Value} and RowKey ge {Keys.StartPrefix} and RowKey lt {Keys.After(Keys.StartPrefix)} and At le {until}");
        return await AllAsync(starts, ExecutionRows.ReadSignpost, cancellationToken);
    }

    /// <summary>The orchestration of an execution has begun: nobody needs to start it any more.</summary>
    public async Task NoteStartAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        await Table.DeleteEntityAsync(owner.Value, Keys.Start(id), cancellationToken: cancellationToken);
    }

    /// <summary>Executions that are being watched, oldest first; none of them is closed history.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="to">Only mail to this address; null for all.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<ExecutionId>> ListWatchedAsync(OwnerId owner, string? to, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var only = to is null ? "" : " and " + TableClient.CreateQueryFilter($"To eq {to.ToLowerInvariant()}");
        return await AllAsync(Watches(owner) + only, ExecutionRows.ReadSignpost, cancellationToken);
    }

    /// <summary>The executions whose mail lies in a Gmail thread, newest first.</summary>
    public async Task<IReadOnlyList<ExecutionId>> FindByThreadAsync(OwnerId owner, string threadId, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var prefix = Keys.ThreadPrefix(threadId);
        return await AllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {prefix} and RowKey lt {Keys.After(prefix)}"), ExecutionRows.ReadSignpost, cancellationToken);
    }

    /// <summary>The execution whose mail was sent under a Message-ID.</summary>
    public async Task<ExecutionId?> FindBySentMessageAsync(OwnerId owner, string messageId, CancellationToken cancellationToken) =>
        await RowAsync(owner, Keys.SentMessage(messageId), cancellationToken) is { } row ? ExecutionRows.ReadSignpost(row) : null;

    /// <summary>Changes an execution; null when somebody changed it first.</summary>
    public async Task<Versioned<Execution>?> TryUpdateAsync(Versioned<Execution> current, Execution changed, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Table.SubmitTransactionAsync(ExecutionRows.Change(current.Value, changed, current.ETag), cancellationToken);
            return new(changed, answer.Value[0].Headers.ETag!.Value);
        }
        catch (TableTransactionFailedException lost) when (lost.Status is 404 or 412)
        {
            return null;
        }
    }

    internal async Task<KeyMark?> FindKeyAsync(OwnerId owner, string key, CancellationToken cancellationToken) =>
        await RowAsync(owner, Keys.IdempotencyKey(key), cancellationToken) is { } row ? ExecutionRows.ReadKey(row) : null;

    private static string Watches(OwnerId owner) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {Keys.WatchPrefix} and RowKey lt {Keys.After(Keys.WatchPrefix)}");

    private async Task<TableEntity?> RowAsync(OwnerId owner, string key, CancellationToken cancellationToken)
    {
        await queue.EnsureAsync(cancellationToken);
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(owner.Value, key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task<IReadOnlyList<T>> AllAsync<T>(string filter, Func<TableEntity, T> read, CancellationToken cancellationToken)
    {
        List<T> all = [];
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            all.Add(read(row));
        }

        return all;
    }
}
