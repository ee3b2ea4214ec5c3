using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A customer who may be named has been one long enough to tell his story.</summary>
public sealed class CaseStudyReadyRule : ISignalRule<DealFacts>
{
    private const int GraceDays = 14;
    private const int DueDays = 14;

    /// <inheritdoc/>
    public string Name => "case_study_ready";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A deal was won {days} days ago by a customer who may be named.",
        Resolves = "The deal is no longer won, or the customer may no longer be named.",
        Action = ActionType.AssetCreate,
        Domain = Domain.Marketing,
        Urgency = 30,
        OncePer = "once",
        Reads = ["deals.hs_is_closed_won", "deals.hs_v2_date_entered_current_stage", "deals.closedate"],
        AlsoReads = "the company property that HubSpot:ReferenceableProperty names",
        Thresholds =
        [
            new("days", "Days since the win", "days", 1, 365, options => options.CaseStudyDays, (options, value) => options.CaseStudyDays = value),
        ],
        WhyUnavailable = static context => context.Properties.Referenceable is null
            ? "Not configured: HubSpot:ReferenceableProperty names the company property that is true for customers who may be named." : null,
    };

    /// <inheritdoc/>
    public Detection? Detect(DealFacts facts, RuleContext context)
    {
        var ready = facts.WonAt?.AddDays(context.Options.CaseStudyDays);
        if (About.WhyUnavailable(context) is not null || !(ready <= context.Now && context.Now < ready.Value.AddDays(GraceDays)) || !MayBeNamed(facts))
        {
            return null;
        }

        var proposal = facts.ProposeToCustomer(
            Name, $"Case study: {facts.Customer}", ActionType.AssetCreate, Domain.Marketing, context.Now.AddDays(DueDays), About.Urgency, context);
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Once,
            OccurredAt = ready.Value,
            Payload = facts.Payload(),
            Proposal = proposal with
            {
                Because = "they may be named",
                Description = "A month in, and they may be named. Ask for half an hour and write it up.",
                ScoreInputs = proposal.ScoreInputs with { Referenceable = true },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DealFacts facts, RuleContext context) => facts switch
    {
        { IsWon: false } => "The deal is no longer won.",
        { IsBare: false, Company.IsReferenceable: false } => "The customer may no longer be named.",
        _ => null,
    };

    private static bool MayBeNamed(DealFacts facts) => facts.IsBare ? facts.Deal.CompanyId is not null : facts.Company is { IsReferenceable: true };
}
