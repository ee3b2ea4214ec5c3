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

/// <summary>A company is in the news. No provider of news ships with the program, so nothing feeds this rule yet, and the settings page says so.</summary>
public sealed class CompanyNewsRule : ISignalRule<CompanyNewsFacts>
{
    private const int DueDays = 2;

    /// <inheritdoc/>
    public string Name => "company_news";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A company of yours is in the news.",
        Resolves = "Never by itself: it stays until it is done or dismissed.",
        Action = ActionType.CheckIn,
        Urgency = 30,
        OncePer = "day",
        AlsoReads = "a provider of news; none ships with the program",
        WhyUnavailable = static _ => "No provider of news ships with the program.",
    };

    /// <inheritdoc/>
    public Detection? Detect(CompanyNewsFacts facts, RuleContext context) => facts.PublishedAt > context.Now || context.Now - facts.PublishedAt > TimeSpan.FromDays(1) ? null : new()
    {
        Entity = $"company:{facts.Company.Id}",
        Bucket = SignalHash.Day(context.Now),
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
    public string? WhyGone(CompanyNewsFacts facts, RuleContext context) => null;
}
