using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A proposal is out and nobody has been in touch since.</summary>
/// <remarks>
/// Reads <c>dealstage</c> with the pipeline's stage labels, <c>notes_last_contacted</c> and
/// <c>hs_v2_date_entered_current_stage</c>. Which stages mean "proposal" is configuration, for HubSpot has no flag for it.
/// </remarks>
public sealed class ProposalNoResponseRule : ISignalRule<DealFacts>
{
    /// <inheritdoc/>
    public string Name => "proposal_no_response";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A deal is in a proposal stage and there was no activity for {silent_days} days.",
        Resolves = "There is activity, or the deal moves on or is closed.",
        Action = ActionType.FollowUp,
        Urgency = 78,
        OncePer = "week",
        Reads =
        [
            "deals.dealstage", "deals.notes_last_contacted", "deals.hs_v2_date_entered_current_stage", "deals.createdate",
            "deals.hs_is_closed",
        ],
        AlsoReads = "the labels of the pipeline's stages (Signals:ProposalStageWords, Signals:ProposalStageIds)",
        Thresholds =
        [
            new("silent_days", "Days without activity", "days", 1, 365, options => options.ProposalSilenceDays, (options, value) => options.ProposalSilenceDays = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(DealFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null || facts.LastActivity is not { } last)
        {
            return null;
        }

        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Week(context.Now),
            OccurredAt = last.AddDays(context.Options.ProposalSilenceDays),
            Payload = facts.Payload(),
            Proposal = facts.Propose(Name, $"Follow up on the proposal: {facts.Label}", ActionType.FollowUp, context.EndOfToday, 78, last, context) with
            {
                Because = $"the proposal has been silent for {context.DaysSince(last)} days",
                Description = $"In {facts.StageName}, and silent for {context.DaysSince(last)} days.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DealFacts facts, RuleContext context) => facts switch
    {
        { IsClosed: true } => "The deal was closed.",
        _ when !IsProposalStage(facts, context.Options) => $"The deal moved to {facts.StageName}.",
        { LastActivity: null } => "HubSpot does not say when anyone was last in touch.",
        { LastActivity: { } last } when context.Now - last < TimeSpan.FromDays(context.Options.ProposalSilenceDays) => "There was activity on the deal.",
        _ => null,
    };

    private static bool IsProposalStage(DealFacts facts, SignalOptions options) =>
        (facts.Deal.StageId is { } id && options.ProposalStageIds.Contains(id, StringComparer.Ordinal))
        || options.ProposalStageWords.Any(word => facts.Stage?.Label.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
