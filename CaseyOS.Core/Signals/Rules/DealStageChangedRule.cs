using System.Globalization;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A deal moved to another stage a short while ago, and nobody has been in touch since.</summary>
/// <remarks>
/// Reads <c>hs_v2_date_entered_current_stage</c>, <c>createdate</c>, <c>notes_last_contacted</c>, <c>hs_is_closed</c> and
/// <c>hs_is_closed_won</c>. The record itself says when it moved, so poll and webhook find the same fact under the same hash.
/// </remarks>
public sealed class DealStageChangedRule : ISignalRule<DealFacts>
{
    // A deal enters its first stage when it is made; that is no move.
    private static readonly TimeSpan Creation = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "deal_stage_changed";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A deal moved to another stage within the last {hours} hours, and nobody has been in touch since.",
        Resolves = "Somebody is in touch with them.",
        Action = ActionType.FollowUp,
        Urgency = 60,
        OncePer = "event",
        Reads =
        [
            "deals.hs_v2_date_entered_current_stage", "deals.createdate", "deals.dealstage", "deals.notes_last_contacted",
            "deals.hs_is_closed", "deals.hs_is_closed_won",
        ],
        Thresholds =
        [
            new("hours", "How long a move is news", "hours", 1, 336, options => options.StageChangeHours, (options, value) => options.StageChangeHours = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(DealFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null || facts.Deal.EnteredStageAt is not { } entered || facts.Deal.CreatedAt is not { } created
            || entered - created < Creation || context.Now - entered >= TimeSpan.FromHours(context.Options.StageChangeHours))
        {
            return null;
        }

        var (action, advice) = NextStep(facts);
        var proposal = facts.Propose(Name, $"{facts.Label} moved to {facts.StageName}", action, entered.AddDays(1), 60, entered, context);
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = string.Create(CultureInfo.InvariantCulture, $"{facts.Deal.StageId}@{entered.ToUnixTimeMilliseconds()}"),
            OccurredAt = entered,
            Payload = facts.Payload(),
            Proposal = proposal with
            {
                Because = $"it has just moved to {facts.StageName}",
                Description = advice,
                Domain = action == ActionType.OnboardingFollowUp ? Domain.Cs : Domain.Sales,
                ScoreInputs = proposal.ScoreInputs with
                {
                    Domain = action == ActionType.OnboardingFollowUp ? Domain.Cs : Domain.Sales,
                    Deadline = facts.IsClosed ? null : proposal.ScoreInputs.Deadline,
                    DeadlineVerb = facts.IsClosed ? null : proposal.ScoreInputs.DeadlineVerb,
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DealFacts facts, RuleContext context) =>
        facts.Deal.LastContactedAt > facts.Deal.EnteredStageAt ? "Somebody has been in touch since the deal moved." : null;

    private static (ActionType Action, string Advice) NextStep(DealFacts facts) => facts switch
    {
        { Deal.IsWon: true } or { IsClosed: true, Stage.Probability: >= 1 } => (ActionType.OnboardingFollowUp, "Won. Thank them and say what comes next."),
        { IsClosed: true } => (ActionType.CheckIn, "Lost. Part on good terms and ask what decided it."),
        _ => (ActionType.FollowUp, $"It has just moved to {facts.StageName}. Agree on the next step."),
    };
}
