using System.Globalization;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>An open deal has been in the same stage for too long, and nothing is scheduled.</summary>
/// <remarks>
/// Reads <c>hs_v2_date_entered_current_stage</c>, <c>hs_is_closed</c> and <c>notes_next_activity_date</c>: HubSpot's date
/// of the next scheduled activity stands for "a meeting is ahead".
/// </remarks>
public sealed class DealStalledRule : ISignalRule<DealFacts>
{
    /// <inheritdoc/>
    public string Name => "deal_stalled";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "An open deal has been in the same stage for {days_in_stage} days or more, and nothing is scheduled.",
        Resolves = "The deal moves on or is closed, or something is scheduled.",
        Action = ActionType.SendEmail,
        Urgency = 75,
        OncePer = "week",
        Reads = ["deals.hs_v2_date_entered_current_stage", "deals.dealstage", "deals.hs_is_closed", "deals.notes_next_activity_date"],
        Thresholds =
        [
            new("days_in_stage", "Days in one stage", "days", 1, 365, options => options.DealStalledDays, (options, value) => options.DealStalledDays = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(DealFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null || facts.Deal.EnteredStageAt is not { } entered)
        {
            return null;
        }

        var days = context.DaysSince(entered);
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Week(context.Now),
            OccurredAt = entered.AddDays(context.Options.DealStalledDays),
            Payload = facts.Payload(),
            Proposal = facts.Propose(Name, $"Follow up on stalled deal: {facts.Label}", ActionType.SendEmail, context.Now.AddDays(1), 75, entered, context) with
            {
                Because = $"in {facts.StageName} for {days} days",
                Description = $"In {facts.StageName} for {days} days, and nothing is scheduled.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DealFacts facts, RuleContext context) => facts switch
    {
        { IsClosed: true } => "The deal was closed.",
        { Deal.NextActivityAt: { } next } when next > context.Now => "An activity with them is scheduled.",
        { Deal.EnteredStageAt: null } => "HubSpot does not say since when the deal has been in its stage.",
        { Deal.EnteredStageAt: { } entered } when context.Now - entered < TimeSpan.FromDays(context.Options.DealStalledDays) =>
            $"The deal has been in {facts.StageName} only since {context.LocalDate(entered).ToString("d MMMM", CultureInfo.InvariantCulture)}.",
        _ => null,
    };
}
