using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>Table <c>TaskHub</c>, as workers use it.</summary>
internal sealed class TaskHubStore(TableServiceClient tables)
{
    private const int MaxDeletes = 100;
    private volatile bool exists;

    public TableClient Table { get; } = tables.GetTableClient("TaskHub");

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!exists)
        {
            await Table.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }
    }

    /// <summary>Everything of an instance; null when it has not been started.</summary>
    public async Task<Instance?> LoadAsync(string id, CancellationToken cancellationToken) =>
        TaskHubRows.ReadInstance(await ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {id}"), cancellationToken));

    /// <summary>What has arrived for an instance.</summary>
    public async Task<IReadOnlyList<News>> ReadInboxAsync(string id, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {id} and RowKey ge {TaskHubKeys.InboxPrefix} and RowKey lt {TaskHubKeys.After(TaskHubKeys.InboxPrefix)}");
        return [.. (await ReadAsync(filter, cancellationToken)).Select(TaskHubRows.ReadNews)];
    }

    /// <summary>Stores a turn and, when activities follow, keeps the instance for <paramref name="owner"/>.</summary>
    /// <exception cref="RequestFailedException">412 when somebody else worked on it: nothing is stored.</exception>
    public async Task CommitAsync(Instance instance, TurnBatch batch, string owner, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var state = batch.After(owner, until);
        var answer = await Table.SubmitTransactionAsync(batch.ToActions(state), cancellationToken);
        batch.Stored(state, answer.Value[0].Headers.ETag!.Value);
    }

    /// <summary>Takes the instance, or keeps it for longer.</summary>
    /// <exception cref="RequestFailedException">412 when somebody else has it.</exception>
    public async Task HoldAsync(Instance instance, string owner, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var state = instance.State with { LeaseOwner = owner, LeaseUntil = until };
        var answer = await Table.UpdateEntityAsync(state.ToRow(), instance.ETag, TableUpdateMode.Replace, cancellationToken);
        (instance.State, instance.ETag) = (state, answer.Headers.ETag!.Value);
    }

    /// <summary>Deletes rows that mean nothing any more. Safe at any time and by anyone: no key ever comes to life again.</summary>
    public async Task TidyAsync(Instance instance, CancellationToken cancellationToken)
    {
        foreach (var keys in instance.Stale.Chunk(MaxDeletes))
        {
            await DeleteAsync(instance.Id, keys, cancellationToken);
        }

        instance.Stale.Clear();
    }

    /// <summary>Deletes rows of an instance, those that are gone already too.</summary>
    public async Task DeleteAsync(string id, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            await Table.SubmitTransactionAsync(
                keys.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(id, key))), cancellationToken);
        }
        catch (TableTransactionFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
        {
            // Somebody tidies at the same time: one by one, gone is gone.
            foreach (var key in keys)
            {
                await Table.DeleteEntityAsync(id, key, cancellationToken: cancellationToken);
            }
        }
    }

    /// <summary>Instances with something to do, and from when: for work whose wake-up was lost.</summary>
    public async Task<IReadOnlyCollection<Hint>> FindWorkAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        FormattableString filter =
            $"(RowKey ge {TaskHubKeys.InboxPrefix} and RowKey lt {TaskHubKeys.After(TaskHubKeys.InboxPrefix)}) or (RowKey ge {TaskHubKeys.ActivityPrefix} and RowKey lt {TaskHubKeys.After(TaskHubKeys.ActivityPrefix)}) or (RowKey ge {TaskHubKeys.TimerPrefix} and RowKey lt {TaskHubKeys.After(TaskHubKeys.TimerPrefix)} and FireAt lt {until})";
        var work = new HashSet<Hint>();
        await foreach (var row in Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(filter), select: ["PartitionKey", "RowKey", TaskHubRows.FireAt], cancellationToken: cancellationToken))
        {
            work.Add(new(row.PartitionKey, row.GetDateTimeOffset(TaskHubRows.FireAt)));
        }

        return work;
    }

    public async Task<List<TableEntity>> ReadAsync(string filter, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
