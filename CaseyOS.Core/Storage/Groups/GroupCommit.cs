using System.Diagnostics.CodeAnalysis;
using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage.Groups;

/// <summary>
/// Group commit for one partition: writes that come while a transaction is under way go out together in the next one. Every
/// writer is answered as if its rows had been a transaction of their own, and a write that is refused does not hold up the
/// others. A hundred writers cost a dozen round trips instead of a hundred; a writer who is alone waits for nobody.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody takes holds nothing to dispose.")]
internal sealed class GroupCommit(TableClient table)
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Queue<GroupWrite> waiting = new();

    /// <summary>Keeps writers out, as each of them does to the next.</summary>
    public async Task<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        return new(turn);
    }

    /// <summary>Writes, alone or with others.</summary>
    /// <param name="write">What.</param>
    /// <param name="cancellationToken">Ends it before it has begun. Later it would leave the others of its transaction in doubt.</param>
    /// <exception cref="TableTransactionFailedException">One of its rows was refused; nothing of it was applied.</exception>
    /// <exception cref="RowConflictException">A row that it shares has to be read anew.</exception>
    public async Task SubmitAsync(GroupWrite write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (waiting)
        {
            waiting.Enqueue(write);
        }

        using (await EnterAsync(CancellationToken.None))
        {
            while (!write.Ended.IsCompleted)
            {
                await CommitAsync(NextGroup());
            }
        }

        await write.Ended;
    }

    private List<GroupWrite> NextGroup()
    {
        var group = new GroupRoom();
        List<GroupWrite> taken = [];
        lock (waiting)
        {
            while (waiting.TryPeek(out var next) && (group.TryTake(next) || taken.Count == 0))
            {
                taken.Add(waiting.Dequeue());
            }
        }

        return taken;
    }

    // A refusal changes nothing in storage: whoever caused it leaves, the rest goes again.
    private async Task CommitAsync(List<GroupWrite> group)
    {
        while (group.Count > 0)
        {
            try
            {
                var transaction = await GroupTransaction.ComposeAsync(group);
                if (group.Count > 0)
                {
                    transaction.Apply((await table.SubmitTransactionAsync(transaction.Actions)).Value);
                }

                return;
            }
            catch (TableTransactionFailedException refused) when (GroupTransaction.Refuse(group, refused) is { Count: > 0 } leaving)
            {
                group.RemoveAll(leaving.Contains);
            }
            catch (RequestFailedException refused) when (refused is not StorageUnavailableException && group.Count > 1)
            {
                // Refused as a whole, for example because it is too large together.
                foreach (var write in group)
                {
                    await CommitAsync([write]);
                }

                return;
            }
            catch (Exception error)
            {
                GroupTransaction.Fail(group, error);
                return;
            }
        }
    }

    /// <summary>Ends the turn.</summary>
    public readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => turn.Release();
    }
}
