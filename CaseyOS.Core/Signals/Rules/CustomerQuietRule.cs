using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Nobody has talked to a customer for a while, and his renewal comes near.</summary>
public sealed class CustomerQuietRule : ISignalRule<CustomerFacts>
{
    private const int DueDays = 2;

    /// <inheritdoc/>
    public string Name => "customer_quiet";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A customer who renews within {renewal_days} days was not touched for {quiet_days} days.",
        Resolves = "Somebody is in touch with them, or the renewal is moved or past.",
        Action = ActionType.CsHealthCheck,
        Domain = Domain.Cs,
        Urgency = 55,
        OncePer = "week",
        Reads = ["companies.notes_last_contacted"],
        AlsoReads = "the company property that HubSpot:RenewalDateProperty names",
        Thresholds =
        [
            new("quiet_days", "Days without touch", "days", 1, 365, options => options.CustomerQuietDays, (options, value) => options.CustomerQuietDays = value),
            new("renewal_days", "Days before the renewal", "days", 1, 365, options => options.CustomerQuietRenewalDays, (options, value) => options.CustomerQuietRenewalDays = value),
        ],
        WhyUnavailable = static context => context.Properties.RenewalDate is null ? "Not configured: HubSpot:RenewalDateProperty names the company property with the renewal date." : null,
    };

    /// <inheritdoc/>
    public Detection? Detect(CustomerFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null)
        {
            return null;
        }

        var words = facts.Company.LastContactedAt is { } last ? $"quiet for {context.DaysSince(last)} days" : "never contacted";
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Week(context.Now),
            OccurredAt = facts.Company.LastContactedAt?.AddDays(context.Options.CustomerQuietDays) ?? context.Now,
            Payload = facts.Payload(),
            Proposal = facts.Propose(Name, $"{facts.Company.Name} has gone quiet", ActionType.CsHealthCheck, context.Now.AddDays(DueDays), About.Urgency, context) with
            {
                Because = words,
                Description = $"A customer, {words}, and {facts.DaysLeft(context)} days from the renewal.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(CustomerFacts facts, RuleContext context) => facts.DaysLeft(context) switch
    {
        null => "The company has no renewal date any more.",
        < 0 => "The renewal date has passed.",
        var days when days > context.Options.CustomerQuietRenewalDays => "The renewal date was moved.",
        _ when context.Now - facts.Company.LastContactedAt < TimeSpan.FromDays(context.Options.CustomerQuietDays) => "Somebody has been in touch with them.",
        _ => null,
    };
}
