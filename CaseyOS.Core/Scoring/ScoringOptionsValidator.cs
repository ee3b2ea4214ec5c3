using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Scoring;

/// <summary>Numbers that could leave 0–100, or make a score fall where it should rise, stop the program at start, by name.</summary>
internal sealed class ScoringOptionsValidator : IValidateOptions<ScoringOptions>
{
    private const double Tolerance = 1e-9;

    public ValidateOptionsResult Validate(string? name, ScoringOptions options)
    {
        List<string> failures =
        [
            .. Weights("Scoring:Weights", options.Weights),
            .. options.DomainWeights.SelectMany(domain => Weights($"Scoring:DomainWeights:{domain.Key}", domain.Value)),
            .. Positive(nameof(options.RevenueCap), options.RevenueCap),
            .. Positive(nameof(options.UrgencyDecayDays), options.UrgencyDecayDays),
            .. Positive(nameof(options.EffortScaleMinutes), options.EffortScaleMinutes),
            .. Within(nameof(options.UnknownRevenue), options.UnknownRevenue, 100),
            .. Within(nameof(options.CustomerBonus), options.CustomerBonus, 100),
            .. Within(nameof(options.UndatedUrgency), options.UndatedUrgency, 100),
            .. Within(nameof(options.UndatedCeiling), options.UndatedCeiling, 100),
            .. Within(nameof(options.WaitingPerDay), options.WaitingPerDay, 100),
            .. Within(nameof(options.WaitingMost), options.WaitingMost, 100),
            .. Within(nameof(options.BlockerBonus), options.BlockerBonus, 100),
            .. Within(nameof(options.BlockerMost), options.BlockerMost, 100),
            .. Within(nameof(options.ReasonBonus), options.ReasonBonus, 100),
            .. Within(nameof(options.ReasonMost), options.ReasonMost, 100),
            .. Within(nameof(options.MissingMinutes), options.MissingMinutes, 1440),
            .. Within(nameof(options.BlockedMinutes), options.BlockedMinutes, 1440),
            .. Within(nameof(options.UnknownFit), options.UnknownFit, 100),
            .. Within(nameof(options.NamedLogoBonus), options.NamedLogoBonus, 100),
            .. Within(nameof(options.ReferenceableBonus), options.ReferenceableBonus, 100),
            .. options.EffortMinutes.SelectMany(minutes => Within($"{nameof(options.EffortMinutes)}:{minutes.Key}", minutes.Value, 100_000)),
        ];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Weights(string key, ScoreWeights weights)
    {
        double[] all = [weights.Revenue, weights.Urgency, weights.Effort, weights.Strategic];
        if (!all.All(weight => weight is >= 0 and <= 1))
        {
            yield return $"{key} must hold four weights from 0 to 1.";
        }
        else if (Math.Abs(all.Sum() - 1) > Tolerance)
        {
            yield return FormattableString.Invariant($"{key} must sum to 1 (Revenue, Urgency, Effort, Strategic), but sums to {all.Sum():0.####}.");
        }
    }

    private static IEnumerable<string> Positive(string key, double value) =>
        double.IsFinite(value) && value > 0 ? [] : [$"Scoring:{key} must be a number above 0."];

    private static IEnumerable<string> Within(string key, double value, double most) =>
        value >= 0 && value <= most ? [] : [FormattableString.Invariant($"Scoring:{key} must be a number from 0 to {most}.")];
}
