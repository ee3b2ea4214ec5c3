using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage.Groups;

/// <summary>What one writer wants to change in a partition, all of it or nothing.</summary>
internal abstract class GroupWrite
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Rows that are this writer's own.</summary>
    public abstract IReadOnlyList<TableTransactionAction> Rows { get; }

    /// <summary>What it changes in rows that others change too.</summary>
    public abstract IReadOnlyList<SharedChange> Shared { get; }

    /// <summary>Whether and how it ended.</summary>
    public Task Ended => ended.Task;

    /// <summary>It is stored.</summary>
    /// <param name="answers">One for each of <see cref="Rows"/>, with the new ETag.</param>
    public void Apply(IReadOnlyList<Response> answers)
    {
        Applied(answers);
        ended.SetResult();
    }

    /// <summary>It is not stored, or that is not known.</summary>
    public void Fail(Exception error)
    {
        Failed(error);
        ended.TrySetException(error);
    }

    /// <summary>For whoever keeps a copy; no other writer is at work meanwhile.</summary>
    protected virtual void Applied(IReadOnlyList<Response> answers)
    {
    }

    /// <summary>As <see cref="Applied"/>, for what went wrong.</summary>
    protected virtual void Failed(Exception error)
    {
    }
}
