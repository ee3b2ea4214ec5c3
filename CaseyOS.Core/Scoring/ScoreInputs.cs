using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Scoring;

/// <summary>
/// The facts a move is scored on, kept with the move so that the hourly recalculation asks nobody outside.
/// Everything unknown is null and said so in the driver; garbage (NaN, infinity, negative money) counts as unknown.
/// </summary>
public sealed record ScoreInputs
{
    /// <summary>Selects the weights, which may differ per domain.</summary>
    public Domain Domain { get; init; } = Domain.Sales;

    /// <summary>Selects the default effort.</summary>
    public ActionType ActionType { get; init; } = ActionType.Other;

    /// <summary>What the move is about in the reason's words, for example <c>deal</c>, <c>lead</c>, <c>renewal</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>Deal amount (or lifetime value of a customer) in account currency.</summary>
    public double? Value { get; init; }

    /// <summary>Probability of winning, 0–1, where a stage is known.</summary>
    public double? StageProbability { get; init; }

    /// <summary>Expansion or renewal of an existing customer.</summary>
    public bool IsCustomer { get; init; }

    /// <summary>Nearest natural deadline other than the move's own due date: close date, meeting, promised answer.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>What the deadline is, in words that follow a number of days: "closes", "is due".</summary>
    public string? DeadlineVerb { get; init; }

    /// <summary>Urgency 0–100 of the signal type, used where no date is known.</summary>
    public double? BaseUrgency { get; init; }

    /// <summary>Since when the move's reason has been waiting, for example the day the deal entered its stage.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>How many other moves wait for this one.</summary>
    public int WaitingItems { get; init; }

    /// <summary>Further reasons for the same move, in a few words each; null for none.</summary>
    public IReadOnlyList<string>? AlsoBecause { get; init; }

    /// <summary>Minutes the action takes; null takes the action type's default.</summary>
    public double? EffortMinutes { get; init; }

    /// <summary>How many pieces of information the action type requires and the move lacks.</summary>
    public int MissingInformation { get; init; }

    /// <summary>Whether somebody else must act first.</summary>
    public bool DependsOnOthers { get; init; }

    /// <summary>Fit with the ideal customer profile, 0–1.</summary>
    public double? IcpFit { get; init; }

    /// <summary>A logo worth naming.</summary>
    public bool NamedLogo { get; init; }

    /// <summary>Referenceable, or with potential to expand.</summary>
    public bool Referenceable { get; init; }
}
