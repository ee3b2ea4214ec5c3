using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A contact appeared lately and nobody has written to him or called him.</summary>
/// <remarks>Reads the contact's <c>createdate</c>, <c>notes_last_contacted</c> and <c>num_contacted_notes</c>.</remarks>
public sealed class NewLeadUncontactedRule : ISignalRule<LeadFacts>
{
    /// <inheritdoc/>
    public string Name => "new_lead_uncontacted";

    /// <inheritdoc/>
    public Detection? Detect(LeadFacts facts, RuleContext context)
    {
        var contact = facts.Contact;
        if (WhyGone(facts, context) is not null || !facts.IsNamed || contact.CreatedAt is not { } created
            || context.Now - created >= TimeSpan.FromDays(context.Options.NewLeadDays))
        {
            return null;
        }

        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Once,
            OccurredAt = created,
            Payload = new FactSheet
            {
                ["contact"] = contact.DisplayName,
                ["company"] = facts.CompanyName,
                ["job_title"] = contact.JobTitle,
                ["created"] = FactSheet.Day(created),
            }.Known(),
            Proposal = new MoveProposal
            {
                Title = $"First contact: {facts.Label}",
                Description = contact.JobTitle is { } job ? $"New in HubSpot, never contacted. {job}." : "New in HubSpot, never contacted.",
                ActionType = ActionType.SendEmail,
                Domain = Domain.Sales,
                DueBy = created.AddDays(1),
                ActionContext = new MailContext { To = contact.Email, ToName = contact.DisplayName },
                Contact = new Related(contact.Id, contact.DisplayName),
                Company = facts.Company is null ? null : new Related(facts.Company.Id, facts.Company.Name),
                ScoreInputs = new ScoreInputs
                {
                    ActionType = ActionType.SendEmail,
                    Subject = "lead",
                    IsCustomer = string.Equals(contact.LifecycleStage, "customer", StringComparison.OrdinalIgnoreCase),
                    BaseUrgency = context.UrgencyOf(Name, 60),
                    WaitingSince = created,
                    MissingInformation = contact.Email is null ? 1 : 0,
                    IcpFit = context.IdealCustomer.FitOf(facts.Company),
                    NamedLogo = context.IdealCustomer.IsNamedLogo(facts.Company),
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(LeadFacts facts, RuleContext context) =>
        facts.Contact.LastContactedAt is not null || facts.Contact.ContactedCount > 0 ? "They have been contacted." : null;
}
