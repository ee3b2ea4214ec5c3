using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about a deal.</summary>
/// <param name="Deal">The record.</param>
/// <param name="Stage">Its stage, when the pipeline knows it.</param>
/// <param name="Contact">The associated contact to write to: the first with an address, else the first.</param>
/// <param name="Company">The associated company, the deal's own or else the contact's.</param>
public sealed record DealFacts(Deal Deal, DealStage? Stage, Contact? Contact, Company? Company)
{
    /// <summary>The close dates and amounts it had; null when they were not read.</summary>
    public DealHistory? History { get; init; }

    /// <summary>Only the deal itself is read: contact and company may exist.</summary>
    public bool IsBare { get; init; }

    /// <summary>Won, by the record or by its stage.</summary>
    public bool IsWon => Deal.IsWon || Stage is { IsClosed: true, Probability: >= 1 };

    /// <summary>When it was won: the day it entered that stage, else its close date.</summary>
    public DateTimeOffset? WonAt => IsWon ? Deal.EnteredStageAt ?? Deal.CloseDate : null;

    /// <summary>The company's name, else the deal's.</summary>
    public string Customer => Company?.Name ?? Contact?.CompanyName ?? Deal.Name;

    /// <summary>The entity of all signals about this deal.</summary>
    public string Entity => $"deal:{Deal.Id}";

    /// <summary>Won or lost, by the record or by its stage.</summary>
    public bool IsClosed => Deal.IsClosed || Stage is { IsClosed: true };

    /// <summary>Name of the stage as the user knows it.</summary>
    public string StageName => Stage?.Label ?? Deal.StageId ?? "its stage";

    /// <summary>The deal's name, with the company (else the person) behind it where the name alone does not say it.</summary>
    public string Label =>
        (Company?.Name ?? Contact?.CompanyName ?? Contact?.DisplayName) is { } who && !Deal.Name.Contains(who, StringComparison.OrdinalIgnoreCase)
            ? $"{Deal.Name} ({who})"
            : Deal.Name;

    /// <summary>Last time anyone was in touch, or else the day it entered its stage or was made.</summary>
    public DateTimeOffset? LastActivity =>
        new[] { Deal.LastContactedAt, Deal.EnteredStageAt }.Max() ?? Deal.CreatedAt;

    /// <summary>The move that a deal rule proposes; the rule adds what only it knows.</summary>
    public MoveProposal Propose(string rule, string title, ActionType action, DateTimeOffset dueBy, double urgency, DateTimeOffset? waitingSince, RuleContext context) => new()
    {
        Title = title,
        ActionType = action,
        Domain = Domain.Sales,
        DueBy = dueBy,
        ActionContext = IsMail(action) ? new MailContext { To = Contact?.Email, ToName = Contact?.DisplayName } : new TaskContext { Subject = title },
        Contact = Contact is null ? null : new Related(Contact.Id, Contact.DisplayName),
        Deal = new Related(Deal.Id, Deal.Name),
        Company = Company is null ? null : new Related(Company.Id, Company.Name),
        CompanyDomain = Company?.Domain,
        ScoreInputs = new ScoreInputs
        {
            Domain = Domain.Sales,
            ActionType = action,
            Subject = "deal",
            Value = Deal.Amount,
            StageProbability = Deal.StageProbability ?? Stage?.Probability,
            IsCustomer = Deal.IsExistingBusiness,
            Deadline = Deal.CloseDate,
            DeadlineVerb = Deal.CloseDate is null ? null : "closes",
            BaseUrgency = context.UrgencyOf(rule, urgency),
            WaitingSince = waitingSince,
            MissingInformation = IsMail(action) && Contact?.Email is null ? 1 : 0,
            IcpFit = context.IdealCustomer.FitOf(Company),
            NamedLogo = context.IdealCustomer.IsNamedLogo(Company),
        },
    };

    /// <summary>The same for a customer: what was won is no deadline any more.</summary>
    public MoveProposal ProposeToCustomer(string rule, string title, ActionType action, Domain domain, DateTimeOffset dueBy, double urgency, RuleContext context)
    {
        var proposal = Propose(rule, title, action, dueBy, urgency, WonAt, context);
        return proposal with
        {
            Domain = domain,
            ScoreInputs = proposal.ScoreInputs with { Domain = domain, IsCustomer = true, StageProbability = null, Deadline = null, DeadlineVerb = null },
        };
    }

    private static bool IsMail(ActionType action) => ActionSlot.IsMail(action);

    /// <summary>The facts shown with every deal signal.</summary>
    public Dictionary<string, string> Payload() => new FactSheet
    {
        ["deal_name"] = Deal.Name,
        ["stage"] = StageName,
        ["amount"] = FactSheet.Number(Deal.Amount),
        ["close_date"] = FactSheet.Day(Deal.CloseDate),
        ["entered_stage"] = FactSheet.Day(Deal.EnteredStageAt),
        ["last_contacted"] = FactSheet.Day(Deal.LastContactedAt),
        ["company"] = Company?.Name,
    }.Known();
}
