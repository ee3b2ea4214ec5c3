using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A contact appeared lately and nobody has written to him or called him.</summary>
/// <remarks>Reads the contact's <c>createdate</c>, <c>notes_last_contacted</c> and <c>num_contacted_notes</c>.</remarks>
public sealed class NewLeadUncontactedRule : ISignalRule<LeadFacts>
{
    /// <summary>The signal type; a form says the same and more.</summary>
    public const string TypeName = "new_lead_uncontacted";

    /// <inheritdoc/>
    public string Name => TypeName;

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A contact was made within the last {days} days and has never been contacted.",
        Resolves = "They are contacted.",
        Action = ActionType.SendEmail,
        Urgency = 60,
        OncePer = "once",
        Reads = ["contacts.createdate", "contacts.notes_last_contacted", "contacts.num_contacted_notes"],
        Thresholds =
        [
            new("days", "How long a new contact is news", "days", 1, 365, options => options.NewLeadDays, (options, value) => options.NewLeadDays = value),
        ],
    };

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
            Proposal = facts.Propose(Name, $"First contact: {facts.Label}", ActionType.SendEmail, created.AddDays(1), About.Urgency, created, context) with
            {
                Because = "new and never contacted",
                Description = contact.JobTitle is { } job ? $"New in HubSpot, never contacted. {job}." : "New in HubSpot, never contacted.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(LeadFacts facts, RuleContext context) =>
        facts.Contact.LastContactedAt is not null || facts.Contact.ContactedCount > 0 ? "They have been contacted." : null;
}
