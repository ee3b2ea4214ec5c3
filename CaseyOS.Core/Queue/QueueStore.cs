// Over the usual length: what must be one transaction is written in one place.
using System.Collections.Concurrent;
using Azure;
using CaseyOS.Core.Signals;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Groups;
using CaseyOS.Core.Storage.Tables;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Queue;

/// <summary>
/// Moves in the table <c>Queue</c>. Every change is all or nothing: the move, its marks, its history and the process's mark
/// on the version row, in one entity group transaction of the owner's partition, which changes that come at the same time
/// share. Open moves are held in process, so that reading Today's Moves usually costs no storage at all.
/// </summary>
public sealed class QueueStore(TableServiceClient tables, TimeProvider clock, IOptions<QueueOptions> options)
{
    private readonly ConcurrentDictionary<OwnerId, OwnerView> views = new();
    private readonly ProcessMark.Source marks = new(clock);
    private readonly OpenReader reader = new(tables.GetTableClient(Keys.Table), clock, options.Value);
    private volatile bool exists;

    /// <summary>The table, for rows of other features that live in the owner's partition to change together with moves.</summary>
    public TableClient Table { get; } = tables.GetTableClient(Keys.Table);

    /// <summary>Creates the table unless this process knows that it is there.</summary>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (!exists)
        {
            await Table.CreateIfNotExistsAsync(cancellationToken);
            exists = true;
        }
    }

    /// <summary>
    /// The move, or null when the owner has none with this id. May be this process's copy: safe to write from, since a write
    /// insists on its ETag. Otherwise one point read for an open move, two for a closed one.
    /// </summary>
    public async Task<Versioned<QueueItem>?> FindAsync(OwnerId owner, QueueItemId id, CancellationToken cancellationToken)
    {
        var view = View(owner);
        using (await view.Commits.EnterAsync(cancellationToken))
        {
            return view.Find(id) ?? await ReadAsync(view, owner, id, cancellationToken);
        }
    }

    /// <summary>The move as storage has it now.</summary>
    public async Task<Versioned<QueueItem>?> FindNewestAsync(OwnerId owner, QueueItemId id, CancellationToken cancellationToken)
    {
        var view = View(owner);
        using (await view.Commits.EnterAsync(cancellationToken))
        {
            return await ReadAsync(view, owner, id, cancellationToken);
        }
    }

    /// <summary>As <see cref="FindAsync"/>.</summary>
    /// <exception cref="NotFoundException">The owner has no such move.</exception>
    public async Task<Versioned<QueueItem>> GetAsync(OwnerId owner, QueueItemId id, CancellationToken cancellationToken) =>
        await FindAsync(owner, id, cancellationToken) ?? throw new NotFoundException($"There is no move {id}.");

    /// <summary>
    /// Changes a move: one transaction with its history entry and whatever rows are to change <paramref name="together"/>
    /// (same partition). The store counts <see cref="QueueItem.Version"/> up and sets <see cref="QueueItem.UpdatedAt"/>; the
    /// stored move is what <see cref="FindAsync"/> answers afterwards, from memory.
    /// </summary>
    /// <returns>False when somebody changed the move first; find it again and decide anew.</returns>
    /// <exception cref="RowConflictException">One of the <paramref name="together"/> rows stood in the way.</exception>
    /// <exception cref="ConflictException"><c>already_open</c>: the move is reopened, but there is another open one for its entity and action.</exception>
    public Task<bool> TryUpdateAsync(
        Versioned<QueueItem> current, QueueItem changed, HistoryEntry entry, IEnumerable<TableTransactionAction> together, CancellationToken cancellationToken) =>
        TryUpdateAsync(current, changed, entry, together, shared: null, cancellationToken);

    /// <summary>As the other overload, with a row that others change too.</summary>
    /// <exception cref="RowConflictException">One of the <paramref name="together"/> rows or the <paramref name="shared"/> one stood in the way.</exception>
    internal async Task<bool> TryUpdateAsync(
        Versioned<QueueItem> current, QueueItem changed, HistoryEntry entry, IEnumerable<TableTransactionAction> together, SharedChange? shared, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var stored = Stamp(current.Value, changed, entry.At);
        return await new ItemBatch(View(stored.Owner), stored, entry).Change(current).Together(together, shared).SubmitAsync(cancellationToken) switch
        {
            WriteOutcome.Done => true,
            WriteOutcome.OpenExists => throw new ConflictException("already_open", $"Another move about the same thing is open already, so \"{stored.Title}\" stays closed."),
            _ => false,
        };
    }

    /// <summary>As the other overload, with nothing else to change.</summary>
    public Task<bool> TryUpdateAsync(Versioned<QueueItem> current, QueueItem changed, HistoryEntry entry, CancellationToken cancellationToken) =>
        TryUpdateAsync(current, changed, entry, [], cancellationToken);

    /// <summary>All open moves: from memory within the lease, with one read of the version row after it, and anew when another process changed something.</summary>
    public async ValueTask<OpenMoves> ReadOpenAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var view = View(owner);
        if (view.Snapshot is { } snapshot && reader.IsFresh(snapshot.CheckedAt))
        {
            return snapshot.Moves;
        }

        await EnsureAsync(cancellationToken);
        using (await view.Commits.EnterAsync(cancellationToken))
        {
            await reader.RefreshAsync(view, owner, cancellationToken);
            return view.Take();
        }
    }

    /// <summary>Closed moves, newest first, up to <paramref name="size"/> of those after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<QueueItem>> ReadClosedAsync(OwnerId owner, QueueItemId? after, int size, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var from = after is { } last ? Keys.Done(last) : Keys.DonePrefix;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey gt {from} and RowKey lt {Keys.After(Keys.DonePrefix)}");
        return await ReadUpToAsync(filter, size, row => QueueRows.ReadItem(row).Value, cancellationToken);
    }

    /// <summary>How many moves were completed since a time, and still are; earlier ones are not touched.</summary>
    public async Task<int> CountCompletedAsync(OwnerId owner, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {owner.Value} and RowKey ge {Keys.CompletedPrefix} and RowKey lt {Keys.After(Keys.CompletedBy(since))} and Counts eq {true}");
        return (await ReadUpToAsync(filter, int.MaxValue, row => row.RowKey, cancellationToken)).Count;
    }

    /// <summary>A move's history, newest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(OwnerId owner, QueueItemId id, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        var prefix = Keys.HistoryPrefix(id);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {owner.Value} and RowKey ge {prefix} and RowKey lt {Keys.After(prefix)}");
        return await ReadUpToAsync(filter, 1000, QueueRows.ReadHistory, cancellationToken);
    }

    /// <summary>Adds a move with its marks, if no mark says that it is there already.</summary>
    internal async Task<WriteOutcome> AddAsync(QueueItem item, HistoryEntry entry, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        return await new ItemBatch(View(item.Owner), item, entry).Add().SubmitAsync(cancellationToken);
    }

    /// <summary>Changes an open move because of one more signal, whose dedupe mark goes in with it.</summary>
    internal async Task<WriteOutcome> StrengthenAsync(
        Versioned<QueueItem> current, QueueItem changed, Signal signal, HistoryEntry entry, CancellationToken cancellationToken)
    {
        TableTransactionAction[] together =
        [
            new(TableTransactionActionType.Add, QueueRows.Mark(current.Value, signal.Hash, signal.Id)),
            new(TableTransactionActionType.UpsertReplace, QueueRows.Tally(current.Value, signal.Type, Tally.Strengthened, signal.Id, counts: true, entry.At)),
        ];
        try
        {
            if (!await TryUpdateAsync(current, changed, entry, together, cancellationToken))
            {
                return WriteOutcome.Lost;
            }

            View(current.Value.Owner).KeepHash(signal.Hash, new(current.Value.Id, signal.Id));
            return WriteOutcome.Done;
        }
        catch (RowConflictException)
        {
            return WriteOutcome.Known;
        }
    }

    /// <summary>The move that a signal led to, if it was here before and this process remembers it.</summary>
    internal SignalMark? Remembered(OwnerId owner, string signalHash) => View(owner).FindHash(signalHash);

    /// <summary>The dedupe mark of a signal.</summary>
    internal async Task<SignalMark?> FindByHashAsync(OwnerId owner, string signalHash, CancellationToken cancellationToken)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(owner.Value, Keys.Hash(signalHash), cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return null;
        }

        var mark = QueueRows.ReadSignalMark(row.Value!);
        View(owner).KeepHash(signalHash, mark);
        return mark;
    }

    /// <summary>The open move for an entity and the slot of an action: from memory when it is there, else by its mark.</summary>
    internal async Task<Versioned<QueueItem>?> FindOpenForAsync(OwnerId owner, string entity, ActionType action, bool readMark, CancellationToken cancellationToken)
    {
        var view = View(owner);
        using (await view.Commits.EnterAsync(cancellationToken))
        {
            if (view.FindOpenFor(entity, action) is { } held)
            {
                return held;
            }

            return readMark && await ReadMarkAsync(owner, Keys.OpenFor(entity, action), cancellationToken) is { } id
                ? await ReadAsync(view, owner, id, cancellationToken)
                : null;
        }
    }

    /// <summary>What a change makes of a move when it is stored.</summary>
    internal static QueueItem Stamp(QueueItem current, QueueItem changed, DateTimeOffset at) =>
        changed with { Version = current.Version + 1, UpdatedAt = at };

    private OwnerView View(OwnerId owner) => views.GetOrAdd(owner, static (owner, store) => new(store.Table, owner, store.marks), this);

    private async Task<Versioned<QueueItem>?> ReadAsync(OwnerView view, OwnerId owner, QueueItemId id, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        foreach (var key in (string[])[Keys.Open(id), Keys.Done(id)])
        {
            var row = await Table.GetEntityIfExistsAsync<TableEntity>(owner.Value, key, cancellationToken: cancellationToken);
            if (row.HasValue)
            {
                var item = QueueRows.ReadItem(row.Value!);
                view.Read(item);
                return item;
            }
        }

        return null;
    }

    private async Task<QueueItemId?> ReadMarkAsync(OwnerId owner, string key, CancellationToken cancellationToken)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(owner.Value, key, cancellationToken: cancellationToken);
        return row.HasValue ? QueueRows.ReadMark(row.Value!) : null;
    }

    private async Task<IReadOnlyList<T>> ReadUpToAsync<T>(string filter, int size, Func<TableEntity, T> read, CancellationToken cancellationToken)
    {
        List<T> result = [];
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, Math.Min(size, 1000), cancellationToken: cancellationToken))
        {
            result.Add(read(row));
            if (result.Count == size)
            {
                break;
            }
        }

        return result;
    }
}
