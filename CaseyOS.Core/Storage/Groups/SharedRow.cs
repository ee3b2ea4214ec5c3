using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage.Groups;

/// <summary>
/// A shared row that is written on condition of its ETag, so that no instance overlooks what another one did. This process's
/// copy saves the reading.
/// </summary>
/// <param name="table">Where it is.</param>
/// <param name="partitionKey">The partition of the group.</param>
/// <param name="rowKey">Its key there.</param>
/// <param name="read">Its value; of null when there is no row.</param>
/// <param name="write">The columns of a value.</param>
/// <param name="clock">Tells how old the copy is.</param>
internal sealed class SharedRow<T>(TableClient table, string partitionKey, string rowKey, Func<TableEntity?, T> read, Action<TableEntity, T> write, TimeProvider clock) : ISharedRow
    where T : class
{
    private readonly SharedReads<string, Known> looks = new();
    private volatile Known? known;
    private volatile Known? seen;
    private volatile bool isDoubted = true;
    private Known basis = null!;
    private T next = null!;
    private bool isNewest;

    /// <inheritdoc/>
    public string Key => rowKey;

    /// <summary>A change of it. An exception refuses it when it was judged by what storage has now; judged by a copy, it is to be tried again.</summary>
    public SharedChange Change(Func<T, T> change) => new(this, () => Apply(change));

    /// <summary>Its value, at most so old; all who ask at the same moment share one read.</summary>
    public async Task<T> ReadAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        if ((Fresh(isDoubted ? null : known, age) ?? Fresh(seen, age)) is { } held)
        {
            return held.Value;
        }

        // Apart from what is known: a transaction may be under way, and its ETag must stay its own.
        var look = await looks.ReadAsync(rowKey, LoadAsync, cancellationToken);
        seen = look;
        return look.Value;
    }

    /// <summary>Its value as storage has it now.</summary>
    public async Task<T> ReadNewestAsync(CancellationToken cancellationToken) => (await LoadAsync(cancellationToken)).Value;

    /// <inheritdoc/>
    public async Task BeginAsync()
    {
        isNewest = isDoubted;
        if (isDoubted)
        {
            known = await LoadAsync(CancellationToken.None);
            (isDoubted, seen) = (false, null);
        }

        basis = known!;
        next = basis.Value;
    }

    /// <inheritdoc/>
    public TableTransactionAction Compose()
    {
        var row = new TableEntity(partitionKey, rowKey) { ["Schema"] = 1 };
        write(row, next);
        return basis.ETag is { } etag ? new(TableTransactionActionType.UpdateReplace, row, etag) : new(TableTransactionActionType.Add, row);
    }

    /// <inheritdoc/>
    public void Written(Response answer)
    {
        known = new(next, answer.Headers.ETag!.Value, clock.GetTimestamp());
        seen = null;
    }

    /// <inheritdoc/>
    public void Forget() => isDoubted = true;

    private void Apply(Func<T, T> change)
    {
        try
        {
            next = change(next);
        }
        catch (CaseyOsException refusal) when (!isNewest || next != basis.Value)
        {
            Forget();
            throw new RowConflictException(rowKey, refusal);
        }
    }

    private Known? Fresh(Known? held, TimeSpan age) => held is not null && clock.GetElapsedTime(held.At) < age ? held : null;

    private async Task<Known> LoadAsync(CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: cancellationToken);
        return row.HasValue ? new(read(row.Value), row.Value!.ETag, at) : new(read(null), null, at);
    }

    private sealed record Known(T Value, ETag? ETag, long At);
}
