using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Settings;

/// <summary>A rule as one owner sees it.</summary>
/// <param name="Rule">It.</param>
/// <param name="Settings">How it is set.</param>
/// <param name="Tally">How its moves fared.</param>
/// <param name="Unavailable">Why it cannot fire as things are configured; null when it can.</param>
public sealed record RuleView(ISignalRule Rule, RuleSettings Settings, RuleTally Tally, string? Unavailable)
{
    // With fewer, chance speaks.
    private const int Enough = 5;

    /// <summary>The rule's sentence with its present numbers.</summary>
    public string Sentence => Rule.About.Thresholds.Aggregate(
        Rule.About.Sentence,
        (text, threshold) => text.Replace($"{{{threshold.Name}}}", threshold.Get(Settings.Options).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>What the dismissals of its moves say about the rule: their most frequent reason is a judgement on it, once there are enough.</summary>
    public string? Feedback
    {
        get
        {
            var dismissed = Tally.Dismissed();
            var all = dismissed.Values.Sum();
            if (all < Enough || all <= Tally.Accepted() || 2 * dismissed.Values.Max() < all)
            {
                return null;
            }

            var counts = FormattableString.Invariant($"{all} of {all + Tally.Accepted()} were dismissed");
            return dismissed.MaxBy(reason => reason.Value).Key switch
            {
                "not_relevant" => $"{counts}, mostly as not relevant: switch the rule off, or raise its threshold.",
                "bad_timing" => $"{counts}, mostly for bad timing: a higher threshold would let it fire later.",
                "already_done" => $"{counts}, mostly because they were done already: are they logged in HubSpot?",
                "wrong_person" => $"{counts}, mostly for the wrong person: check the contacts associated in HubSpot.",
                _ => $"{counts}: switch the rule off, or raise its threshold.",
            };
        }
    }
}
