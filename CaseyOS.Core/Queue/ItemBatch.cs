using Azure;
using CaseyOS.Core.Storage;
using CaseyOS.Core.Storage.Groups;
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
/// What writes one move, and the meaning of its refusal: each row has a part, and the service names the first row that
/// stood in the way. Marks come before the move, so that "known" is said rather than "open elsewhere".
/// </summary>
internal sealed class ItemBatch(OwnerView view, QueueItem item, HistoryEntry entry) : GroupWrite
{
    private readonly List<(TableTransactionAction Action, Part Part)> rows = [];
    private int itemRow;
    private SharedChange? also;
    private IReadOnlyList<TableTransactionAction>? actions;

    private enum Part
    {
        Item,
        Hash,
        OpenFor,
        Book,
        Together,
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableTransactionAction> Rows => actions ??= [.. rows.Select(row => row.Action)];

    /// <inheritdoc/>
    public override IReadOnlyList<SharedChange> Shared => also is null ? [view.Version.Change] : [also, view.Version.Change];

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
    public ItemBatch Together(IEnumerable<TableTransactionAction> actions, SharedChange? shared)
    {
        rows.AddRange(actions.Select(action => (action, Part.Together)));
        also = shared;
        return this;
    }

    /// <summary>Sends it, in one round trip.</summary>
    /// <exception cref="RowConflictException">One of the rows passed to <see cref="Together"/> stood in the way.</exception>
    public async Task<WriteOutcome> SubmitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await view.Commits.SubmitAsync(this, cancellationToken);
            return WriteOutcome.Done;
        }
        catch (TableTransactionFailedException failed) when (PartOf(failed) is { } part)
        {
            return part switch
            {
                Part.Item => WriteOutcome.Lost,
                Part.Hash => WriteOutcome.Known,
                Part.OpenFor => WriteOutcome.OpenExists,
                Part.Together => throw new RowConflictException(rows[failed.FailedTransactionActionIndex!.Value].Action.Entity.RowKey, failed),
                _ => throw new InvalidOperationException($"A row of its history or tallies can never stand in the way, and did: {failed.Message}", failed),
            };
        }
    }

    /// <inheritdoc/>
    protected override void Applied(IReadOnlyList<Response> answers) => view.Wrote(item, answers[itemRow].Headers.ETag!.Value);

    /// <inheritdoc/>
    protected override void Failed(Exception error)
    {
        if (error is StorageUnavailableException { MayHaveHappened: true } or not (RequestFailedException or CaseyOsException) || PartOf(error) is Part.Item)
        {
            view.Doubt(item.Id);
        }
    }

    private Part? PartOf(Exception error) =>
        error is TableTransactionFailedException { Status: 404 or 409 or 412, FailedTransactionActionIndex: { } index, ErrorCode: not TableErrorCode.TableNotFound } ? rows[index].Part : null;

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
        return this;
    }

    private void Insert(TableEntity row, Part part) => rows.Add((new(TableTransactionActionType.Add, row), part));
}
