using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>News about a company of the CRM.</summary>
/// <param name="Company">It.</param>
/// <param name="Contact">Somebody there.</param>
/// <param name="Headline">What is said.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Link">Where.</param>
public sealed record CompanyNewsFacts(Company Company, Contact? Contact, string Headline, DateTimeOffset PublishedAt, Uri? Link);

/// <summary>A company is in the news. No provider of news ships with the program: without one the rule is off, and the settings page says so.</summary>
public sealed class CompanyNewsRule : ISignalRule<CompanyNewsFacts>
{
    /// <summary>The signal type.</summary>
    public const string TypeName = "company_news";

    private const int DueDays = 2;

    /// <inheritdoc/>
    public string Name => TypeName;

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A company of yours was in the news within the last {days} days.",
        Resolves = "It is no longer news.",
        Action = ActionType.CheckIn,
        Urgency = 30,
        OncePer = "day",
        AlsoReads = "a provider of news; none ships with the program",
        Thresholds =
        [
            new("days", "How long it is news", "days", 1, 90, options => options.CompanyNewsDays, (options, value) => options.CompanyNewsDays = value),
        ],
        WhyUnavailable = static context => context.HasNews ? null : "Off: no provider of news ships with the program, so this rule never fires.",
    };

    /// <inheritdoc/>
    public Detection? Detect(CompanyNewsFacts facts, RuleContext context) => facts.PublishedAt > context.Now || WhyGone(facts, context) is not null ? null : new()
    {
        Entity = $"company:{facts.Company.Id}",
        Bucket = SignalHash.Day(facts.PublishedAt),
        OccurredAt = facts.PublishedAt,
        Payload = new FactSheet { ["company"] = facts.Company.Name, ["headline"] = facts.Headline, ["link"] = facts.Link?.AbsoluteUri }.Known(),
        Proposal = new MoveProposal
        {
            Title = $"{facts.Company.Name} in the news",
            Because = "in the news",
            Description = facts.Headline,
            ActionType = ActionType.CheckIn,
            Domain = Domain.Sales,
            DueBy = context.Now.AddDays(DueDays),
            ActionContext = new MailContext { To = facts.Contact?.Email, ToName = facts.Contact?.DisplayName },
            Contact = facts.Contact is null ? null : new Related(facts.Contact.Id, facts.Contact.DisplayName),
            Company = new Related(facts.Company.Id, facts.Company.Name),
            CompanyDomain = facts.Company.Domain,
            ScoreInputs = new ScoreInputs
            {
                ActionType = ActionType.CheckIn,
                Subject = "company",
                BaseUrgency = context.UrgencyOf(Name, About.Urgency),
                WaitingSince = facts.PublishedAt,
                IcpFit = context.IdealCustomer.FitOf(facts.Company),
                NamedLogo = context.IdealCustomer.IsNamedLogo(facts.Company),
            },
        },
    };

    /// <inheritdoc/>
    public string? WhyGone(CompanyNewsFacts facts, RuleContext context) =>
        context.Now - facts.PublishedAt >= TimeSpan.FromDays(context.Options.CompanyNewsDays)
            ? $"The news is {Words.Count(context.DaysSince(facts.PublishedAt), "day")} old."
            : null;
}
