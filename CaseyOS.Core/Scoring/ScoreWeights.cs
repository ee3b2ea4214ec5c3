namespace CaseyOS.Core.Scoring;

/// <summary>How much each component counts. The four must sum to 1, or scores would not lie within 0–100.</summary>
public sealed class ScoreWeights
{
    /// <summary>What is at stake, in money.</summary>
    public double Revenue { get; set; } = 0.40;

    /// <summary>How soon it must happen.</summary>
    public double Urgency { get; set; } = 0.25;

    /// <summary>How little it takes.</summary>
    public double Effort { get; set; } = 0.15;

    /// <summary>How well it fits the strategy.</summary>
    public double Strategic { get; set; } = 0.20;
}
