namespace CaseyOS.Core.Queue;

/// <summary>How the moves of one rule fared.</summary>
public sealed record RuleTally
{
    /// <summary>Nothing yet.</summary>
    public static RuleTally None { get; } = new();

    /// <summary>Counts by event.</summary>
    public Dictionary<string, int> Counts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>When the rule last made or strengthened a move.</summary>
    public DateTimeOffset? LastFiredAt { get; init; }

    /// <summary>Moves that it made.</summary>
    public int Shown() => Of(Tally.Shown);

    /// <summary>Open moves that it gave a further reason, or new facts.</summary>
    public int Strengthened() => Of(Tally.Strengthened);

    /// <summary>Moves that the user took up: accepted, executed, or done by himself.</summary>
    public int Accepted() => Of(Tally.Accepted);

    /// <summary>Moves that were executed.</summary>
    public int Executed() => Of(Tally.Executed);

    /// <summary>Moves that the user did himself.</summary>
    public int Completed() => Of(Tally.Completed);

    /// <summary>Moves whose reason went by itself.</summary>
    public int Resolved() => Of(Tally.Resolved);

    /// <summary>Moves whose mail was answered.</summary>
    public int Replied() => Of(Tally.Replied);

    /// <summary>Dismissed moves by reason, <c>no_reason</c> included.</summary>
    public IReadOnlyDictionary<string, int> Dismissed() => Counts
        .Where(count => count.Key.StartsWith(Tally.Skipped, StringComparison.Ordinal) && count.Value > 0)
        .ToDictionary(count => count.Key[Tally.Skipped.Length..], count => count.Value, StringComparer.Ordinal);

    private int Of(string counted) => Math.Max(0, Counts.GetValueOrDefault(counted));
}
