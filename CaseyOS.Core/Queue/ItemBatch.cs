using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Queue;

/// <summary>What became of one transaction on a move.</summary>
internal enum WriteOutcome
{
    /// <summary>Applied.</summary>
    Done,

    /// <summary>Its signal was here before.</summary>
    Known,

    /// <summary>Another move is open for its entity and action type.</summary>
    OpenExists,

    /// <summary>Somebody changed the move first.</summary>
    Lost,
}

/// <summary>
/// The transaction that writes one move, and the meaning of its refusal: each row has a part, and the service names the
/// first row that stood in the way. Marks come before the move, so that "known" is said rather than "open elsewhere".
/// </summary>
internal sealed class ItemBatch(QueueItem item, HistoryEntry entry, ProcessMark mark)
{
    private readonly List<(TableTransactionAction Action, Part Part)> rows = [];
    private int itemRow;
    private int togetherFrom;
    private int togetherCount;

    private enum Part
    {
        Item,
        Hash,
        OpenFor,
        Book,
        Together,
    }

    /// <summary>Writes a new move with its marks.</summary>
    public ItemBatch Add()
    {
        if (item.SignalHash is { } hash)
        {
            Insert(QueueRows.Mark(item, hash, item.SignalId), Part.Hash);
        }

        InsertOpenFor();
        InsertItem();
        Count(Tally.Shown, counts: true);
        return Book();
    }

    /// <summary>Writes a changed move: in place, or from the open to the closed ones and back.</summary>
    public ItemBatch Change(Versioned<QueueItem> current)
    {
        foreach (var (counted, counts) in Tally.Of(current.Value, item))
        {
            Count(counted, counts);
        }

        var (from, to) = (Keys.Item(current.Value), Keys.Item(item));
        if (from == to)
        {
            CountCompletion(current.Value);
            itemRow = rows.Count;
            rows.Add((new(TableTransactionActionType.UpdateReplace, QueueRows.Item(item), current.ETag), Part.Item));
            return Book();
        }

        CountCompletion(current.Value);
        rows.Add((new(TableTransactionActionType.Delete, new TableEntity(item.Owner.Value, from), current.ETag), Part.Item));
        if (ItemTransitions.IsOpen(item.Status))
        {
            InsertOpenFor();
        }
        else if (item.Entity is { } entity)
        {
            rows.Add((new(TableTransactionActionType.Delete, new TableEntity(item.Owner.Value, Keys.OpenFor(entity, item.ActionType)), ETag.All), Part.OpenFor));
        }

        InsertItem();
        return Book();
    }

    /// <summary>Rows of other features that change with the move or not at all.</summary>
    public ItemBatch Together(IEnumerable<TableTransactionAction> actions)
    {
        togetherFrom = rows.Count;
        rows.AddRange(actions.Select(action => (action, Part.Together)));
        togetherCount = rows.Count - togetherFrom;
        return this;
    }

    /// <summary>After it was sent: the ETags of the rows passed to <see cref="Together"/>.</summary>
    public IReadOnlyList<ETag> TogetherETags { get; private set; } = [];

    /// <summary>Sends it, in one round trip.</summary>
    /// <exception cref="RowConflictException">One of the rows passed to <see cref="Together"/> stood in the way.</exception>
    public async Task<(WriteOutcome Outcome, ETag ETag)> SubmitAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await table.SubmitTransactionAsync(rows.Select(row => row.Action), cancellationToken);
            TogetherETags = [.. answer.Value.Skip(togetherFrom).Take(togetherCount).Select(row => row.Headers.ETag ?? default)];
            return (WriteOutcome.Done, answer.Value[itemRow].Headers.ETag!.Value);
        }
        catch (TableTransactionFailedException failed) when (failed is { Status: 404 or 409 or 412, FailedTransactionActionIndex: not null } && failed.ErrorCode != TableErrorCode.TableNotFound)
        {
            var index = failed.FailedTransactionActionIndex.Value;
            return rows[index].Part switch
            {
                Part.Item => (WriteOutcome.Lost, default),
                Part.Hash => (WriteOutcome.Known, default),
                Part.OpenFor => (WriteOutcome.OpenExists, default),
                Part.Together => throw new RowConflictException(rows[index].Action.Entity.RowKey, index - togetherFrom, failed.ErrorCode, failed),
                _ => throw new InvalidOperationException($"The row {rows[index].Action.Entity.RowKey} can never stand in the way, and did.", failed),
            };
        }
    }

    // "Completed today" is a count over these marks, so that it costs what was completed today and not the whole history.
    private void CountCompletion(QueueItem before)
    {
        var (was, isNow) = (before.Status == ItemStatus.Completed, item.Status == ItemStatus.Completed);
        if (was != isNow && (isNow ? item : before).CompletedAt is { } at)
        {
            var completion = QueueRows.Mark(item, Keys.Completed(at, item.Id));
            completion[QueueRows.Counts] = isNow;
            rows.Add((new(TableTransactionActionType.UpsertReplace, completion), Part.Book));
        }
    }

    // Moves made by hand have no rule.
    private void Count(string counted, bool counts)
    {
        if (item.SignalType is { } rule)
        {
            rows.Add((new(TableTransactionActionType.UpsertReplace, QueueRows.Tally(item, rule, counted, item.Id, counts, entry.At)), Part.Book));
        }
    }

    private void InsertOpenFor()
    {
        if (item.Entity is { } entity)
        {
            Insert(QueueRows.Mark(item, Keys.OpenFor(entity, item.ActionType)), Part.OpenFor);
        }
    }

    private void InsertItem()
    {
        itemRow = rows.Count;
        Insert(QueueRows.Item(item), Part.Item);
    }

    private ItemBatch Book()
    {
        Insert(QueueRows.History(item, entry), Part.Book);
        rows.Add((VersionMarks.Write(item.Owner, mark), Part.Book));
        return this;
    }

    private void Insert(TableEntity row, Part part) => rows.Add((new(TableTransactionActionType.Add, row), part));
}
