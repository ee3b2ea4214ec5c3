using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about a contact.</summary>
/// <param name="Contact">The record.</param>
/// <param name="Company">The associated company.</param>
public sealed record LeadFacts(Contact Contact, Company? Company)
{
    /// <summary>Since when the reason of a pending move about the contact stands; known only while that move is looked at.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Opens of mail that were seen lately, oldest first; HubSpot itself only tells the last one.</summary>
    public IReadOnlyList<DateTimeOffset> Opens { get; init; } = [];

    /// <summary>Whether the contact belongs to any deal; null while that is not read yet.</summary>
    public bool? HasDeal { get; init; }

    /// <summary>Only the contact itself is read: the company stands for one that may exist.</summary>
    public bool IsBare { get; init; }

    /// <summary>The entity of all signals about this contact.</summary>
    public string Entity => $"contact:{Contact.Id}";

    /// <summary>The company's name: the associated record's, else what the contact wrote.</summary>
    public string? CompanyName => Company?.Name ?? (string.IsNullOrWhiteSpace(Contact.CompanyName) ? null : Contact.CompanyName);

    /// <summary>Whether there is anybody to name: without name, address and company a move would be noise.</summary>
    public bool IsNamed => Contact.Email is not null || CompanyName is not null || !string.IsNullOrWhiteSpace(Contact.FirstName + Contact.LastName);

    /// <summary>"Ada Lund at Northwind", or what of it is known.</summary>
    public string Label => CompanyName is { } company ? $"{Contact.DisplayName} at {company}" : Contact.DisplayName;

    /// <summary>The move that a rule about a person proposes.</summary>
    public MoveProposal Propose(string rule, string title, ActionType action, DateTimeOffset dueBy, int urgency, DateTimeOffset waitingSince, RuleContext context) => new()
    {
        Title = title,
        ActionType = action,
        Domain = Domain.Sales,
        DueBy = dueBy,
        ActionContext = new MailContext { To = Contact.Email, ToName = Contact.DisplayName },
        Contact = new Related(Contact.Id, Contact.DisplayName),
        Company = Company is null ? null : new Related(Company.Id, Company.Name),
        CompanyDomain = Company?.Domain,
        ScoreInputs = new ScoreInputs
        {
            ActionType = action,
            Subject = "lead",
            IsCustomer = string.Equals(Contact.LifecycleStage, "customer", StringComparison.OrdinalIgnoreCase),
            BaseUrgency = context.UrgencyOf(rule, urgency),
            WaitingSince = waitingSince,
            MissingInformation = Contact.Email is null ? 1 : 0,
            IcpFit = context.IdealCustomer.FitOf(Company),
            NamedLogo = context.IdealCustomer.IsNamedLogo(Company),
        },
    };
}
