using System.Text.Json.Serialization;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Functions.Scoring;

/// <summary>Values to try; whatever is left out counts as unknown.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExplainRequest(
    double? RevenueImpact = null,
    double? UrgencyDays = null,
    double? EffortMinutes = null,
    double? IcpScore = null,
    ActionType? ActionType = null,
    double? StageProbability = null,
    bool? IsCustomer = null,
    bool? NamedLogo = null,
    Domain? Domain = null)
{
    private const double MostDays = 36_500;

    /// <summary>The values as facts to score.</summary>
    /// <exception cref="Core.ValidationException">A value makes no sense; names the field.</exception>
    public ScoreFacts ToFacts()
    {
        new FieldErrors()
            .Add(RevenueImpact is { } money && !(double.IsFinite(money) && money >= 0), "revenue_impact", "revenue_impact must be a number of 0 or more.")
            .Add(UrgencyDays is { } days && !(Math.Abs(days) <= MostDays), "urgency_days", "urgency_days must be a number of days from -36500 to 36500.")
            .Add(EffortMinutes is { } minutes && !(double.IsFinite(minutes) && minutes >= 0), "effort_minutes", "effort_minutes must be a number of 0 or more.")
            .Add(IcpScore is { } fit && !(fit is >= 0 and <= 1), "icp_score", "icp_score must be a number from 0 to 1.")
            .Add(StageProbability is { } share && !(share is >= 0 and <= 1), "stage_probability", "stage_probability must be a number from 0 to 1.")
            .Throw();
        return new()
        {
            Domain = Domain ?? Core.Queue.Domain.Sales,
            ActionType = ActionType ?? Core.Queue.ActionType.Other,
            Subject = "deal",
            Value = RevenueImpact,
            StageProbability = StageProbability,
            IsCustomer = IsCustomer ?? false,
            Days = UrgencyDays is { } left ? (int)Math.Floor(left) : null,
            DeadlineVerb = "is due",
            EffortMinutes = EffortMinutes,
            IcpFit = IcpScore,
            NamedLogo = NamedLogo ?? false,
        };
    }
}

/// <summary>A score with its whole explanation.</summary>
public sealed record ExplainResponse(
    double Score, double BaseScore, string Reasoning, IReadOnlyList<Driver> Drivers, LearningEffect Learning, string? WouldChange)
{
    /// <summary>As on the wire.</summary>
    public static ExplainResponse From(Score score) =>
        new(score.Priority, score.Base, score.Reasoning, score.Drivers, score.Learning, score.WouldChange);
}
