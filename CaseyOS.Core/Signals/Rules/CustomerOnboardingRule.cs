using System.Globalization;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A customer was won a week, or a month, ago: time to ask how it goes.</summary>
public sealed class CustomerOnboardingRule : ISignalRule<DealFacts>
{
    // Whoever did not look for some days still gets the check, and whoever installs this is not asked about last year's.
    private const int GraceDays = 7;

    /// <inheritdoc/>
    public string Name => "customer_onboarding";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A deal was won {first_days} or {second_days} days ago.",
        Resolves = "Somebody was in touch with them since that day, or the deal is no longer won.",
        Action = ActionType.OnboardingFollowUp,
        Domain = Domain.Cs,
        Urgency = 50,
        OncePer = "once per check",
        Reads = ["deals.hs_is_closed_won", "deals.hs_v2_date_entered_current_stage", "deals.closedate", "deals.notes_last_contacted"],
        Thresholds =
        [
            new("first_days", "First check", "days", 1, 365, options => options.OnboardingFirstDays, (options, value) => options.OnboardingFirstDays = value),
            new("second_days", "Second check", "days", 2, 365, options => options.OnboardingSecondDays, (options, value) => options.OnboardingSecondDays = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(DealFacts facts, RuleContext context)
    {
        if (Check(facts, context) is not { Day: var day, Since: var since } || facts.Deal.LastContactedAt >= since)
        {
            return null;
        }

        var text = day.ToString(CultureInfo.InvariantCulture);
        var proposal = facts.ProposeToCustomer(
            Name, $"{facts.Customer}: day {text} check", ActionType.OnboardingFollowUp, Domain.Cs, context.EndOf(context.LocalDate(since)), About.Urgency, context);
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = $"day{text}",
            OccurredAt = since,
            Payload = facts.Payload(),
            Proposal = proposal with { Because = $"won {text} days ago", Description = $"Won {text} days ago. Ask how it goes and what is missing." },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DealFacts facts, RuleContext context) => (facts.IsWon, Check(facts, context)) switch
    {
        (false, _) => "The deal is no longer won.",
        (_, null) => "The time for this check is over.",
        (_, { } check) when facts.Deal.LastContactedAt >= check.Since => "Somebody has been in touch with them.",
        _ => null,
    };

    private static (int Day, DateTimeOffset Since)? Check(DealFacts facts, RuleContext context)
    {
        if (facts.WonAt is not { } won)
        {
            return null;
        }

        foreach (var day in (int[])[context.Options.OnboardingSecondDays, context.Options.OnboardingFirstDays])
        {
            var since = won.AddDays(day);
            if (since <= context.Now && context.Now < since.AddDays(GraceDays))
            {
                return (day, since);
            }
        }

        return null;
    }
}
