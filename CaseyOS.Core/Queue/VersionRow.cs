using Azure;
using CaseyOS.Core.Storage.Groups;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Queue;

/// <summary>An owner's version row: one fresh mark of this process for each transaction, whoever takes part in it.</summary>
internal sealed class VersionRow : ISharedRow
{
    private readonly OwnerId owner;
    private readonly ProcessMark.Source marks;
    private readonly Action<ProcessMark> written;
    private ProcessMark mark;

    /// <param name="owner">Whose.</param>
    /// <param name="marks">Makes them.</param>
    /// <param name="written">Told of the mark that storage has now.</param>
    public VersionRow(OwnerId owner, ProcessMark.Source marks, Action<ProcessMark> written)
    {
        (this.owner, this.marks, this.written) = (owner, marks, written);
        Change = new(this, static () => { });
    }

    /// <summary>That something was changed.</summary>
    public SharedChange Change { get; }

    /// <inheritdoc/>
    public string Key => Keys.Version;

    /// <inheritdoc/>
    public Task BeginAsync()
    {
        mark = marks.Next();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public TableTransactionAction Compose() => VersionMarks.Write(owner, mark);

    /// <inheritdoc/>
    public void Written(Response answer) => written(mark);

    /// <summary>Nothing to forget: a mark that is not known is found at the next look.</summary>
    public void Forget()
    {
    }
}
