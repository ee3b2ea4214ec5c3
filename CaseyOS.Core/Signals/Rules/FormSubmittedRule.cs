using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Somebody handed in a form and waits for an answer.</summary>
/// <remarks>The entity is the person, so that "first contact" with the same one strengthens this move instead of standing beside it.</remarks>
public sealed class FormSubmittedRule : ISignalRule<FormFacts>, IReason<LeadFacts>
{
    /// <inheritdoc/>
    public string Name => "form_submitted";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "Somebody handed in a form; it should be answered within {answer_within} hours.",
        Resolves = "They are contacted after it.",
        Action = ActionType.SendEmail,
        Urgency = 85,
        OncePer = "submission",
        Reads =
        [
            "contacts.email", "contacts.firstname", "contacts.lastname", "contacts.company", "contacts.lifecyclestage",
            "contacts.notes_last_contacted",
        ],
        AlsoReads = "the form",
        Thresholds =
        [
            new("answer_within", "Answer within", "hours", 1, 336, options => options.FormWithinHours, (options, value) => options.FormWithinHours = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(FormFacts facts, RuleContext context)
    {
        var person = new[] { facts.Form.FirstName, facts.Form.LastName }.OfType<string>().ToList() is { Count: > 0 } names ? string.Join(' ', names) : facts.Contact.DisplayName;
        var company = facts.Company?.Name ?? facts.Form.Company ?? facts.Contact.CompanyName;
        return WhyGone(facts, context) is not null ? null : new()
        {
            Entity = facts.Contact.Id.Length == 0 ? $"form:{facts.Form.Key}" : $"contact:{facts.Contact.Id}",
            Bucket = facts.Form.Key,
            OccurredAt = facts.Form.SubmittedAt,
            Payload = new FactSheet { ["form"] = facts.Form.FormName, ["contact"] = person, ["company"] = company, ["message"] = facts.Form.Message }.Known(),
            Proposal = new()
            {
                Title = company is null ? $"Reply to {person}" : $"Reply to {person} from {company}",
                Because = $"they handed in the form “{facts.Form.FormName}”",
                Covers = [NewLeadUncontactedRule.TypeName],
                Description = facts.Form.Message is { } message ? $"{facts.Form.FormName}: {message}" : facts.Form.FormName,
                ActionType = ActionType.SendEmail,
                Domain = Domain.Sales,
                DueBy = facts.Form.SubmittedAt.AddHours(context.Options.FormWithinHours),
                ActionContext = new MailContext { To = facts.Form.Email, ToName = person },
                Contact = facts.Contact.Id.Length == 0 ? null : new Related(facts.Contact.Id, person),
                Company = facts.Company is null ? null : new Related(facts.Company.Id, facts.Company.Name),
                CompanyDomain = facts.Company?.Domain,
                ScoreInputs = new ScoreInputs
                {
                    ActionType = ActionType.SendEmail,
                    Subject = "lead",
                    IsCustomer = string.Equals(facts.Contact.LifecycleStage, "customer", StringComparison.OrdinalIgnoreCase),
                    BaseUrgency = context.UrgencyOf(Name, 85),
                    WaitingSince = facts.Form.SubmittedAt,
                    IcpFit = context.IdealCustomer.FitOf(facts.Company),
                    NamedLogo = context.IdealCustomer.IsNamedLogo(facts.Company),
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(FormFacts facts, RuleContext context) =>
        WhyGone(facts.Contact, facts.Form.SubmittedAt);

    /// <inheritdoc/>
    public string? WhyGone(LeadFacts facts, RuleContext context) => WhyGone(facts.Contact, facts.WaitingSince);

    private static string? WhyGone(Contact contact, DateTimeOffset? since) => contact.LastContactedAt > since ? "They have been contacted since." : null;
}
