using System.Globalization;

namespace CaseyOS.Functions.Local.TaskHub;

/// <summary>Row keys of table <c>TaskHub</c>; the partition is the instance.</summary>
/// <remarks>The generation counts the runs of an instance that continues as new: rows of earlier ones mean nothing any more.</remarks>
internal static class TaskHubKeys
{
    public const string State = "state";
    public const string Input = "state-input";
    public const string Output = "state-output";

    /// <summary>Exists from the start to the end of an instance: raising an event insists on it, which makes that one request.</summary>
    public const string Open = "open";

    public const string HistoryPrefix = "history|";
    public const string InboxPrefix = "inbox|";
    public const string ActivityPrefix = "activity|";
    public const string TimerPrefix = "timer|";

    public static string History(int generation, int number) => Key($"{HistoryPrefix}{generation:D8}|{number:D8}");

    /// <summary>The start of a run: before every event, also before those that came earlier.</summary>
    public static string Start(int generation, int part) => Key($"{InboxPrefix}0|{generation:D8}|{part:D8}");

    /// <summary>An event from outside, in the order of <paramref name="order"/>; the tail keeps two processes apart.</summary>
    public static string Event(long order) => Key($"{InboxPrefix}1|{order:D19}|{Guid.NewGuid():N}");

    public static string Activity(int generation, int id) => Key($"{ActivityPrefix}{generation:D8}|{id:D8}");

    public static string Timer(int generation, int id) => Key($"{TimerPrefix}{generation:D8}|{id:D8}");

    /// <summary>Whether a row belongs to the given run.</summary>
    public static bool IsOf(string rowKey, string prefix, int generation) => rowKey.StartsWith(Key($"{prefix}{generation:D8}|"), StringComparison.Ordinal);

    /// <summary>The first key behind all that begin with <paramref name="prefix"/>.</summary>
    public static string After(string prefix) => string.Concat(prefix.AsSpan(0, prefix.Length - 1), [(char)(prefix[^1] + 1)]);

    private static string Key(FormattableString key) => key.ToString(CultureInfo.InvariantCulture);
}
