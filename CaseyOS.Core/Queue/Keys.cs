using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseyOS.Core.Queue;

/// <summary>
/// All row keys of the table <c>Queue</c>, in one place because rows that change together share an owner's partition.
/// Keys that list newest first carry an inverted id or time: the service only sorts ascending.
/// </summary>
public static class Keys
{
    private static readonly SearchValues<char> Unsafe = SearchValues.Create("/\\#?%|");

    /// <summary>Name of the table.</summary>
    public const string Table = "Queue";

    /// <summary>Prefix of open moves; a range over it reads exactly what waits.</summary>
    public const string OpenPrefix = "open|";

    /// <summary>Prefix of closed moves, newest first.</summary>
    public const string DonePrefix = "done|";

    /// <summary>Prefix of executions, newest first.</summary>
    public const string ExecutionPrefix = "exec|";

    /// <summary>The row whose properties show which process changed something last.</summary>
    public const string Version = "version";

    /// <summary>An open move.</summary>
    public static string Open(QueueItemId id) => OpenPrefix + id;

    /// <summary>A closed move.</summary>
    public static string Done(QueueItemId id) => DonePrefix + id.Inverted;

    /// <summary>The row of a move in its present status.</summary>
    public static string Item(QueueItem item) => ItemTransitions.IsOpen(item.Status) ? Open(item.Id) : Done(item.Id);

    /// <summary>Dedupe mark: a signal leads to a move once.</summary>
    public static string Hash(string signalHash) => "hash|" + Safe(signalHash);

    /// <summary>Mark of the one open move per entity and <see cref="ActionSlot"/>.</summary>
    public static string OpenFor(string entity, ActionType action) => $"open-for|{Safe(entity)}|{ActionSlot.Of(action)}";

    /// <summary>Prefix of a move's history, newest first.</summary>
    public static string HistoryPrefix(QueueItemId item) => $"hist|{item}|";

    /// <summary>One entry of a move's history. The version keeps entries of the same instant apart and in order.</summary>
    public static string History(QueueItemId item, DateTimeOffset at, long version) =>
        string.Create(CultureInfo.InvariantCulture, $"{HistoryPrefix(item)}{long.MaxValue - at.UtcTicks:d19}|{long.MaxValue - version:d19}");

    /// <summary>Prefix of the marks of completed moves, latest completion first: closed moves themselves are in the order of their making.</summary>
    public const string CompletedPrefix = "completed|";

    /// <summary>The mark that a move was completed at a time.</summary>
    public static string Completed(DateTimeOffset at, QueueItemId item) => $"{CompletedBy(at)}|{item}";

    /// <summary>Bound of the marks at or after a time.</summary>
    public static string CompletedBy(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{CompletedPrefix}{long.MaxValue - at.UtcTicks:d19}");

    /// <summary>Prefix of events about the moves of a rule that are not added up yet.</summary>
    public const string TallyPrefix = "tally|";

    /// <summary>The row of sums of such events.</summary>
    public const string Tallied = "tallied";

    /// <summary>An event about a move, or a signal, of a rule: again is the same row.</summary>
    public static string TallyOf(string rule, string counted, object about) => $"{TallyPrefix}{Safe(rule)}|{counted}|{about}";

    /// <summary>An execution.</summary>
    public static string Execution(ExecutionId id) => ExecutionPrefix + id.Inverted;

    /// <summary>An idempotency key; hashed, since callers choose its text.</summary>
    public static string IdempotencyKey(string key) => "key|" + Sha256(key);

    /// <summary>Prefix of the executions whose orchestration has not begun, for all that is known.</summary>
    public const string StartPrefix = "start|";

    /// <summary>An execution waits for its orchestration.</summary>
    public static string Start(ExecutionId id) => StartPrefix + id;

    /// <summary>The mails to a person about a deal that nobody answered and that were followed up.</summary>
    public static string FollowedUp(string person, string? deal) => $"followed|{Safe(person)}|{Safe(deal ?? "")}";

    /// <summary>Prefix of the watches: executions of which something is awaited.</summary>
    public const string WatchPrefix = "watch|";

    /// <summary>The watch of an execution.</summary>
    public static string Watch(ExecutionId id) => WatchPrefix + id;

    /// <summary>Prefix of the executions whose mail lies in a Gmail thread, newest first.</summary>
    public static string ThreadPrefix(string threadId) => $"thread|{Safe(threadId)}|";

    /// <summary>An execution's mail lies in this Gmail thread.</summary>
    public static string Thread(string threadId, ExecutionId id) => ThreadPrefix(threadId) + id.Inverted;

    /// <summary>An execution's mail was sent with this Message-ID; hashed, since mail programs choose its text.</summary>
    public static string SentMessage(string messageId) => "sent|" + Sha256(messageId);

    /// <summary>What the owner did in the last day, for the rate limits.</summary>
    public const string Limits = "limit|all";

    /// <summary>First key after all keys that start with <paramref name="prefix"/>; closes a range.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    // Sources choose these texts; keys may not hold / \ # ? nor control characters, and not more than 1 KiB.
    private static string Safe(string text) =>
        text.Length <= 200 && !text.AsSpan().ContainsAny(Unsafe) && !text.Any(char.IsControl) ? text : Sha256(text);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
