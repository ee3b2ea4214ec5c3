namespace CaseyOS.Core.Scoring;

/// <summary>The four components of the Action Priority Score.</summary>
public enum Factor
{
    /// <summary>What is at stake, in money.</summary>
    Revenue,

    /// <summary>How soon it must happen.</summary>
    Urgency,

    /// <summary>How little it takes; enters the sum as 100 − effort.</summary>
    Effort,

    /// <summary>How well it fits the strategy.</summary>
    Strategic,
}

/// <summary>One component of a score with its reason in words.</summary>
/// <param name="Factor">Which component.</param>
/// <param name="Score">0–100; for effort the raw effort, of which less is better.</param>
/// <param name="Weight">0–1; the four weights sum to 1.</param>
/// <param name="Contribution">Points this component adds; the four sum to <see cref="Score.Base"/>.</param>
/// <param name="Reason">In words, from the same numbers.</param>
public sealed record Driver(Factor Factor, double Score, double Weight, double Contribution, string Reason);

/// <summary>What past outcomes changed about a score. Neutral until there are outcomes.</summary>
/// <param name="Delta">Points added to the base score.</param>
/// <param name="Reason">In words, null when nothing was learned yet.</param>
/// <param name="SuccessRate">0–1, null when unknown.</param>
/// <param name="N">How many executions the rate rests on.</param>
public sealed record LearningEffect(double Delta, string? Reason, double? SuccessRate, int N)
{
    /// <summary>Nothing learned yet.</summary>
    public static LearningEffect None { get; } = new(0, null, null, 0);
}

/// <summary>An Action Priority Score with its whole explanation.</summary>
public sealed record Score
{
    /// <summary>Holds the place of a score until the first one is computed; nothing with it is ever stored.</summary>
    internal static Score Unscored { get; } = new() { Base = 0, Rank = 0, Priority = 0, Reasoning = "", Drivers = [] };

    /// <summary>Weighted sum of the drivers, 0–100, in tenths.</summary>
    public required double Base { get; init; }

    /// <summary>Base plus learning, unclamped: the order of moves.</summary>
    public required double Rank { get; init; }

    /// <summary>The APS shown: rank clamped to 0–100, one decimal.</summary>
    public required double Priority { get; init; }

    /// <summary>One sentence from the top two drivers, with real numbers.</summary>
    public required string Reasoning { get; init; }

    /// <summary>Exactly four, one per <see cref="Factor"/>.</summary>
    public required IReadOnlyList<Driver> Drivers { get; init; }

    /// <summary>What learning added.</summary>
    public LearningEffect Learning { get; init; } = LearningEffect.None;

    /// <summary>The one fact whose change would move the score most.</summary>
    public string? WouldChange { get; init; }
}
