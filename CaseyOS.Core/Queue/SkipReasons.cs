namespace CaseyOS.Core.Queue;

/// <summary>Why a move is dismissed; learning will count these against the rule, not the contact.</summary>
public static class SkipReasons
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["not_relevant", "bad_timing", "already_done", "wrong_person", "other"];
}
