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

    // Every start of a process leaves a mark, and a row holds 252 properties.
    private const int Many = 40;
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);
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

    public static VersionMarks Read(TableEntity row) => new(new(
        row.Where(property => property.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(property => property.Key, property => (string)property.Value!, StringComparer.Ordinal),
        StringComparer.Ordinal));

    public static TableTransactionAction Write(OwnerId owner, ProcessMark mark) =>
        new(TableTransactionActionType.UpsertMerge, new TableEntity(owner.Value, Keys.Version) { [Prefix + mark.Process] = mark.Value });

    /// <summary>The row without old marks, when it has too many; null when it is fine as it is.</summary>
    public TableEntity? Tidied(OwnerId owner, DateTimeOffset now)
    {
        if (marks.Count <= Many)
        {
            return null;
        }

        var row = new TableEntity(owner.Value, Keys.Version);
        foreach (var (name, value) in marks.Where(mark => now - ProcessMark.TimeOf(mark.Value) < Old))
        {
            row[name] = value;
        }

        return row;
    }

    public VersionMarks With(ProcessMark mark) =>
        new(new(marks, StringComparer.Ordinal) { [Prefix + mark.Process] = mark.Value });
}
