using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about a customer: a company with a contract that ends or renews.</summary>
/// <param name="Company">The record.</param>
/// <param name="Contact">Somebody there to write to.</param>
public sealed record CustomerFacts(Company Company, Contact? Contact)
{
    /// <summary>The entity of all signals about this company.</summary>
    public string Entity => $"company:{Company.Id}";

    /// <summary>The date on which the contract ends; null when the company has none.</summary>
    public DateOnly? RenewsOn(RuleContext context) => Company.RenewsAt is { } at ? context.CalendarDate(at) : null;

    /// <summary>Days until then.</summary>
    public int? DaysLeft(RuleContext context) => RenewsOn(context) is { } date ? date.DayNumber - context.Today.DayNumber : null;

    /// <summary>The move that a customer rule proposes.</summary>
    public MoveProposal Propose(string rule, string title, ActionType action, DateTimeOffset dueBy, int urgency, RuleContext context) => new()
    {
        Title = title,
        ActionType = action,
        Domain = Domain.Cs,
        DueBy = dueBy,
        ActionContext = ActionSlot.IsMail(action) ? new MailContext { To = Contact?.Email, ToName = Contact?.DisplayName } : new TaskContext { Subject = title },
        Contact = Contact is null ? null : new Related(Contact.Id, Contact.DisplayName),
        Company = new Related(Company.Id, Company.Name),
        CompanyDomain = Company.Domain,
        ScoreInputs = new ScoreInputs
        {
            Domain = Domain.Cs,
            ActionType = action,
            Subject = "renewal",
            IsCustomer = true,
            Deadline = Company.RenewsAt,
            DeadlineVerb = Company.RenewsAt is null ? null : "renews",
            BaseUrgency = context.UrgencyOf(rule, urgency),
            MissingInformation = ActionSlot.IsMail(action) && Contact?.Email is null ? 1 : 0,
            IcpFit = context.IdealCustomer.FitOf(Company),
            NamedLogo = context.IdealCustomer.IsNamedLogo(Company),
            Referenceable = Company.IsReferenceable,
        },
    };

    /// <summary>The facts shown with every signal about a customer.</summary>
    public Dictionary<string, string> Payload() => new FactSheet
    {
        ["company"] = Company.Name,
        ["renews"] = FactSheet.Day(Company.RenewsAt),
        ["last_contacted"] = FactSheet.Day(Company.LastContactedAt),
        ["contact"] = Contact?.DisplayName,
    }.Known();
}
