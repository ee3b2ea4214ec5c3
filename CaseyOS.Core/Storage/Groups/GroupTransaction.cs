using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage.Groups;

/// <summary>The transaction of a group: each writer's rows one after the other, then the rows that they share.</summary>
internal sealed class GroupTransaction
{
    private readonly IReadOnlyList<GroupWrite> group;
    private readonly IReadOnlyList<ISharedRow> shared;

    private GroupTransaction(IReadOnlyList<GroupWrite> group, IReadOnlyList<ISharedRow> shared)
    {
        (this.group, this.shared) = (group, shared);
        Actions = [.. group.SelectMany(write => write.Rows), .. shared.Select(row => row.Compose())];
    }

    /// <summary>All of it.</summary>
    public IReadOnlyList<TableTransactionAction> Actions { get; }

    /// <summary>Puts it together. Writes whose change of a shared row is refused fail, and leave the group.</summary>
    public static async Task<GroupTransaction> ComposeAsync(List<GroupWrite> group)
    {
        foreach (var row in SharedBy(group))
        {
            await row.BeginAsync();
        }

        group.RemoveAll(write => !TryShare(write));
        return new(group, SharedBy(group));
    }

    /// <summary>Whom a refusal concerns: they have failed. None when storage does not say which row it was.</summary>
    public static IReadOnlyList<GroupWrite> Refuse(IReadOnlyList<GroupWrite> group, TableTransactionFailedException refused)
    {
        if (refused is not { Status: 404 or 409 or 412, FailedTransactionActionIndex: { } index } || refused.ErrorCode == TableErrorCode.TableNotFound)
        {
            return [];
        }

        foreach (var write in group)
        {
            if (index < write.Rows.Count)
            {
                write.Fail(new TableTransactionFailedException(refused.Status, refused.Message, refused.ErrorCode, index, refused));
                return [write];
            }

            index -= write.Rows.Count;
        }

        var taken = SharedBy(group)[index];
        taken.Forget();
        List<GroupWrite> leaving = [.. group.Where(write => write.Shared.Any(change => change.Row == taken))];
        leaving.ForEach(write => write.Fail(new RowConflictException(taken.Key, refused)));
        return leaving;
    }

    /// <summary>It went wrong for everyone.</summary>
    public static void Fail(List<GroupWrite> group, Exception error)
    {
        if (error is StorageUnavailableException { MayHaveHappened: true } or (not RequestFailedException))
        {
            SharedBy(group).ForEach(row => row.Forget());
        }

        group.ForEach(write => write.Fail(error));
    }

    /// <summary>It is stored: tells everyone.</summary>
    public void Apply(IReadOnlyList<Response> answers)
    {
        var from = 0;
        foreach (var write in group)
        {
            write.Apply([.. answers.Skip(from).Take(write.Rows.Count)]);
            from += write.Rows.Count;
        }

        foreach (var row in shared)
        {
            row.Written(answers[from++]);
        }
    }

    private static List<ISharedRow> SharedBy(IEnumerable<GroupWrite> group) => [.. group.SelectMany(write => write.Shared).Select(change => change.Row).Distinct()];

    private static bool TryShare(GroupWrite write)
    {
        try
        {
            foreach (var change in write.Shared)
            {
                change.Apply();
            }

            return true;
        }
        catch (CaseyOsException refusal)
        {
            write.Fail(refusal);
            return false;
        }
    }
}
