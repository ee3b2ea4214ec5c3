using System.Security.Cryptography;
using System.Text;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Queue;

/// <summary>
/// What the <c>version</c> row of an owner says: per process, the mark of its last change. Every transaction merges only its
/// own process's mark, without a condition, so it costs no read and never conflicts; whoever reads the row and finds a mark
/// he does not know has missed a change. Equal marks mean an equal partition.
/// </summary>
internal sealed class VersionMarks
{
    private const string Prefix = "p_";
    private readonly SortedDictionary<string, string> marks;

    private VersionMarks(SortedDictionary<string, string> marks)
    {
        this.marks = marks;
        var text = string.Join('\n', marks.Select(mark => $"{mark.Key}={mark.Value}"));
        Token = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    /// <summary>Nothing was ever changed.</summary>
    public static VersionMarks None { get; } = new(new(StringComparer.Ordinal));

    /// <summary>The marks in short: equal in every process that has seen the same changes.</summary>
    public string Token { get; }

    /// <summary>How many processes left a mark.</summary>
    public int Count => marks.Count;

    public static VersionMarks Read(TableEntity row) => new(new(
        row.Where(property => property.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(property => property.Key, property => (string)property.Value!, StringComparer.Ordinal),
        StringComparer.Ordinal));

    public static TableTransactionAction Write(OwnerId owner, ProcessMark mark) =>
        new(TableTransactionActionType.UpsertMerge, new TableEntity(owner.Value, Keys.Version) { [Prefix + mark.Process] = mark.Value });

    public VersionMarks With(ProcessMark mark) =>
        new(new(marks, StringComparer.Ordinal) { [Prefix + mark.Process] = mark.Value });
}
