using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Somebody handed in a form and waits for an answer.</summary>
/// <remarks>The entity is the person, so that "first contact" with the same one strengthens this move instead of standing beside it.</remarks>
public sealed class FormSubmittedRule : ISignalRule<FormFacts>
{
    /// <inheritdoc/>
    public string Name => "form_submitted";

    /// <inheritdoc/>
    public Detection? Detect(FormFacts facts, RuleContext context)
    {
        var person = new[] { facts.Form.FirstName, facts.Form.LastName }.OfType<string>().ToList() is { Count: > 0 } names ? string.Join(' ', names) : facts.Contact.DisplayName;
        var company = facts.Company?.Name ?? facts.Form.Company ?? facts.Contact.CompanyName;
        return WhyGone(facts, context) is not null ? null : new()
        {
            Entity = $"contact:{facts.Contact.Id}",
            Bucket = facts.Form.Key,
            OccurredAt = facts.Form.SubmittedAt,
            Payload = new FactSheet { ["form"] = facts.Form.FormName, ["contact"] = person, ["company"] = company, ["message"] = facts.Form.Message }.Known(),
            Proposal = new()
            {
                Title = company is null ? $"Reply to {person}" : $"Reply to {person} from {company}",
                Description = facts.Form.Message is { } message ? $"{facts.Form.FormName}: {message}" : facts.Form.FormName,
                ActionType = ActionType.SendEmail,
                Domain = Domain.Sales,
                DueBy = facts.Form.SubmittedAt.AddDays(1),
                ActionContext = new MailContext { To = facts.Form.Email, ToName = person },
                Contact = new Related(facts.Contact.Id, person),
                Company = facts.Company is null ? null : new Related(facts.Company.Id, facts.Company.Name),
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
        facts.Contact.LastContactedAt > facts.Form.SubmittedAt ? "They have been contacted since." : null;
}
