using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using CaseyOS.Core;
using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Orchestration.Replay;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>The client of the embedded task hub. Costs: start two requests to storage, the second a wake-up; event one.</summary>
internal sealed class EmbeddedTaskHubClient(TaskHubStore store, Hints hints, Completions completions, TimeProvider clock) : DurableTaskClient
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(2);
    private long lastOrder;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        await EnsureAsync(cancellation);
        var id = InstanceId.Check(options?.InstanceId ?? Guid.NewGuid().ToString("N"));
        try
        {
            await store.Table.SubmitTransactionAsync(Start(id, orchestratorName.Name, Json(input)), cancellation);
        }
        catch (TableTransactionFailedException exception) when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            // No second run. The wake-up that follows helps a start whose own got lost.
        }

        await hints.SendAsync(new(id), cancellation);
        return id;
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        var raised = new EventRaised(clock.GetUtcNow().UtcDateTime, eventName, Json(eventPayload));
        if (!await TryDeliverAsync(instanceId, raised, mayBeEarly: true, cancellation))
        {
            throw new ConflictException("finished", $"Instance {instanceId} has ended and hears nothing any more.");
        }
    }

    public override async Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        await EnsureAsync(cancellation);
        if (!getInputsAndOutputs)
        {
            return (await FindAsync(instanceId, cancellation))?.ToMetadata();
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {InstanceId.Check(instanceId)} and RowKey ge {TaskHubKeys.State} and RowKey lt {"state."}");
        var rows = (await store.ReadAsync(filter, cancellation)).ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return rows.TryGetValue(TaskHubKeys.State, out var state) ? InstanceState.From(state).ToMetadata(Text(TaskHubKeys.Input), Text(TaskHubKeys.Output)) : null;

        string? Text(string key) => rows.TryGetValue(key, out var row) ? TaskHubRows.ReadText(row) : null;
    }

    public override IAsyncEnumerable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => ListAsync(filter ?? new());

    public override async Task<OrchestrationPage> ListInstancesAsync(OrchestrationQuery filter, int size, string? after, CancellationToken cancellation = default)
    {
        await EnsureAsync(cancellation);
        var query = Filter(filter);
        if (after is not null)
        {
            query += TableClient.CreateQueryFilter($" and PartitionKey gt {Position(after)}");
        }

        List<OrchestrationMetadata> items = [];
        await foreach (var row in store.Table.QueryAsync<TableEntity>(query, size + 1, cancellationToken: cancellation))
        {
            if (items.Count == size)
            {
                return new(items, items[^1].InstanceId);
            }

            items.Add(InstanceState.From(row).ToMetadata());
        }

        return new(items, null);
    }

    public override async Task<OrchestrationHistory?> GetHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        await EnsureAsync(cancellation);
        return await store.LoadAsync(InstanceId.Check(instanceId), cancellation) is { } instance ? HistoryView.Of(instance) : null;
    }

    public override async Task TerminateInstanceAsync(string instanceId, object? output = null, CancellationToken cancellation = default)
    {
        if (!await TryDeliverAsync(instanceId, new ExecutionTerminated(clock.GetUtcNow().UtcDateTime, Json(output)), mayBeEarly: false, cancellation)
            && await FindAsync(instanceId, cancellation) is null)
        {
            throw Missing(instanceId);
        }
    }

    public override async Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default)
    {
        await EnsureAsync(cancellation);
        if (await FindAsync(instanceId, cancellation) is not { } state)
        {
            return false;
        }

        if (!state.Status.IsFinished())
        {
            throw new ConflictException("running", $"Instance {instanceId} has not ended; terminate it first.");
        }

        // The state last, so that a purge that breaks off can be repeated.
        var rows = await store.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {instanceId}"), cancellation);
        foreach (var keys in rows.Select(row => row.RowKey).Where(key => key != TaskHubKeys.State).Append(TaskHubKeys.State).Chunk(100))
        {
            await store.DeleteAsync(instanceId, keys, cancellation);
        }

        return true;
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation = default)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            var ended = completions.Of(instanceId);
            var found = await GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation) ?? throw Missing(instanceId);
            if (found.IsCompleted)
            {
                return found;
            }

            // Another process may be the one that ends it, so the look is repeated.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(ended, Task.Delay(pause, clock, stop.Token));
            await stop.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await store.EnsureAsync(cancellationToken);
        await hints.EnsureAsync(cancellationToken);
    }

    // One request as a rule: the row of an open instance is insisted on in the same transaction.
    private async Task<bool> TryDeliverAsync(string id, HistoryEvent happened, bool mayBeEarly, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var row = TaskHubRows.OfText(InstanceId.Check(id), TaskHubKeys.Event(NextOrder()), EventText.Write([happened]).Single(), "event");
        while (true)
        {
            try
            {
                var open = new TableEntity(id, TaskHubKeys.Open) { ["RaisedAt"] = clock.GetUtcNow() };
                await store.Table.SubmitTransactionAsync(
                    [new(TableTransactionActionType.Add, row), new(TableTransactionActionType.UpdateMerge, open, ETag.All)], cancellationToken);
                break;
            }
            catch (TableTransactionFailedException exception) when (exception.Status == StatusCodes.Status404NotFound)
            {
                switch (await FindAsync(id, cancellationToken))
                {
                    case null when mayBeEarly:
                        await store.Table.AddEntityAsync(row, cancellationToken);
                        break;
                    case null or { Status: OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated }:
                        return false;
                    default:
                        // It has started just now.
                        continue;
                }

                break;
            }
        }

        await hints.WakeAsync(id, cancellationToken);
        return true;
    }

    private async Task<InstanceState?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await store.Table.GetEntityIfExistsAsync<TableEntity>(InstanceId.Check(id), TaskHubKeys.State, cancellationToken: cancellationToken);
        return found.HasValue ? InstanceState.From(found.Value!) : null;
    }

    private async IAsyncEnumerable<OrchestrationMetadata> ListAsync(OrchestrationQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await EnsureAsync(cancellationToken);
        await foreach (var row in store.Table.QueryAsync<TableEntity>(Filter(query), cancellationToken: cancellationToken))
        {
            yield return InstanceState.From(row).ToMetadata();
        }
    }

    private static string Filter(OrchestrationQuery query)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {TaskHubKeys.State}");
        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            filter += TableClient.CreateQueryFilter($" and PartitionKey ge {prefix} and PartitionKey lt {TaskHubKeys.After(prefix)}");
        }

        if (query.Statuses is { Count: > 0 } statuses)
        {
            filter += $" and ({string.Join(" or ", statuses.Select(status => TableClient.CreateQueryFilter($"Status eq {status.ToString()}")))})";
        }

        return filter;
    }

    private static string Position(string after)
    {
        try
        {
            return InstanceId.Check(after);
        }
        catch (ValidationException)
        {
            throw new ValidationException("cursor", "cursor must be the next_cursor of an earlier answer.");
        }
    }

    private IEnumerable<TableTransactionAction> Start(string id, string name, string? input)
    {
        var now = clock.GetUtcNow();
        var started = EventText.Write([new ExecutionStarted(now.UtcDateTime, name, id, input)]).Single();
        return new[]
        {
            new InstanceState(id, name, OrchestrationRuntimeStatus.Pending, now, now).ToRow(),
            TaskHubRows.OfText(id, TaskHubKeys.Input, input, "input"),
            TaskHubRows.OfText(id, TaskHubKeys.Start(0, 0), started, "input"),
            new TableEntity(id, TaskHubKeys.Open),
        }.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row));
    }

    // The clock's ticks, never twice: two events of this process keep their order.
    private long NextOrder()
    {
        while (true)
        {
            var last = Interlocked.Read(ref lastOrder);
            var next = Math.Max(last + 1, clock.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref lastOrder, next, last) == last)
            {
                return next;
            }
        }
    }

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), CaseyJson.Options);

    private static NotFoundException Missing(string id) => new($"There is no instance {id}.");
}
