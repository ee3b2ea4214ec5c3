using System.Globalization;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A customer's contract ends soon.</summary>
public sealed class ContractExpiringRule : ISignalRule<CustomerFacts>
{
    /// <inheritdoc/>
    public string Name => "contract_expiring";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A customer renews within {days} days; talk about it {due_days} days before.",
        Resolves = "The renewal date is moved, removed or past.",
        Action = ActionType.RenewalOutreach,
        Domain = Domain.Cs,
        Urgency = 72,
        OncePer = "week",
        AlsoReads = "the company property that HubSpot:RenewalDateProperty names",
        Thresholds =
        [
            new("days", "Days before the renewal", "days", 1, 365, options => options.ContractExpiringDays, (options, value) => options.ContractExpiringDays = value),
            new("due_days", "Due before the renewal", "days", 0, 365, options => options.RenewalDueDays, (options, value) => options.RenewalDueDays = value),
        ],
        WhyUnavailable = static context => context.Properties.RenewalDate is null ? "Not configured: HubSpot:RenewalDateProperty names the company property with the renewal date." : null,
    };

    /// <inheritdoc/>
    public Detection? Detect(CustomerFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null || facts.RenewsOn(context) is not { } date)
        {
            return null;
        }

        var day = date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Week(context.Now),
            OccurredAt = context.EndOf(date.AddDays(-context.Options.ContractExpiringDays)),
            Payload = facts.Payload(),
            Proposal = facts.Propose(
                Name, $"Renew {facts.Company.Name}: ends {day}", ActionType.RenewalOutreach, context.EndOf(date.AddDays(-context.Options.RenewalDueDays)), About.Urgency, context) with
            {
                Because = $"the contract ends on {day}",
                Description = $"The contract ends on {day}. Ask what they want to change and make it easy to go on.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(CustomerFacts facts, RuleContext context) => facts.DaysLeft(context) switch
    {
        null => "The company has no renewal date any more.",
        < 0 => "The renewal date has passed.",
        var days when days > context.Options.ContractExpiringDays => "The renewal date was moved.",
        _ => null,
    };
}
