using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Somebody worth keeping has not heard from us for a long time.</summary>
public sealed class InactiveContactRule : ISignalRule<LeadFacts>
{
    /// <summary>The signal type; only for its sake is it read who ever had a deal.</summary>
    public const string TypeName = "inactive_contact";

    private const int DueDays = 7;

    /// <inheritdoc/>
    public string Name => TypeName;

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A contact who had a deal, or fits the ideal customer by {fit_percent} % or more, was not touched for {days} days.",
        Resolves = "Somebody is in touch with them.",
        Action = ActionType.CheckIn,
        Urgency = 25,
        OncePer = "month",
        Reads = ["contacts.notes_last_contacted", "companies.industry", "companies.numberofemployees"],
        AlsoReads = "which deals the contact belongs to, the ideal customer profile (IdealCustomer)",
        Thresholds =
        [
            new("days", "Days without touch", "days", 7, 3650, options => options.InactiveDays, (options, value) => options.InactiveDays = value),
            new("fit_percent", "Fit without a deal", "%", 0, 100, options => options.InactiveFitPercent, (options, value) => options.InactiveFitPercent = value),
        ],
    };

    /// <summary>Whether the contact is silent long enough to look who he is.</summary>
    public static bool IsSilent(LeadFacts facts, RuleContext context) =>
        facts.IsNamed && facts.Contact.LastContactedAt is { } last && context.Now - last >= TimeSpan.FromDays(context.Options.InactiveDays);

    /// <inheritdoc/>
    public Detection? Detect(LeadFacts facts, RuleContext context)
    {
        if (!IsSilent(facts, context) || !IsWorthKeeping(facts, context) || facts.Contact.LastContactedAt is not { } last)
        {
            return null;
        }

        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Month(context.Now),
            OccurredAt = last.AddDays(context.Options.InactiveDays),
            Payload = new FactSheet
            {
                ["contact"] = facts.Contact.DisplayName,
                ["company"] = facts.CompanyName,
                ["last_contacted"] = FactSheet.Day(last),
            }.Known(),
            Proposal = facts.Propose(Name, $"Check in with {facts.Label}", ActionType.CheckIn, context.Now.AddDays(DueDays), About.Urgency, last, context) with
            {
                Because = $"no touch for {context.DaysSince(last)} days",
                Description = $"Not in touch for {context.DaysSince(last)} days.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(LeadFacts facts, RuleContext context) =>
        context.Now - facts.Contact.LastContactedAt < TimeSpan.FromDays(context.Options.InactiveDays) ? "Somebody has been in touch with them." : null;

    // A company that is not read yet may fit.
    private static bool IsWorthKeeping(LeadFacts facts, RuleContext context) =>
        facts.HasDeal == true || (facts.IsBare && facts.HasDeal is null)
        || 100 * context.IdealCustomer.FitOf(facts.Company) >= context.Options.InactiveFitPercent;
}
