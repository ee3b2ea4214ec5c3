using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A person answered mail that the owner sent, and waits for an answer.</summary>
/// <remarks>One signal per message; the entity is the thread, so that a second message strengthens the open move.</remarks>
public sealed class EmailRepliedRule : ISignalRule<ReplyFacts>
{
    /// <summary>The signal type, which the processor also hands to the outcome detection.</summary>
    public const string TypeName = "email_replied";

    /// <inheritdoc/>
    public string Name => TypeName;

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A person answered mail that you sent; they should hear back within {answer_within} hours.",
        Resolves = "You answer in the conversation.",
        Action = ActionType.FollowUp,
        Urgency = 88,
        OncePer = "message",
        Reads = ["contacts.email", "contacts.firstname", "contacts.lastname", "contacts.lifecyclestage"],
        AlsoReads = "the headers of the conversation in Gmail and the beginning of the answer",
        Thresholds =
        [
            new("answer_within", "Answer within", "hours", 1, 336, options => options.ReplyWithinHours, (options, value) => options.ReplyWithinHours = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(ReplyFacts facts, RuleContext context) => new()
    {
        Entity = $"thread:{facts.ThreadId}",
        Bucket = facts.MessageId,
        OccurredAt = facts.ReceivedAt,
        Payload = new FactSheet
        {
            ["message_id"] = facts.MessageId,
            ["thread_id"] = facts.ThreadId,
            ["from_email"] = facts.FromEmail,
            ["from_name"] = facts.Person,
            ["subject"] = facts.Subject,
            ["received_at"] = facts.ReceivedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["evidence"] = facts.Evidence,
            ["sentiment"] = facts.Sentiment.Sentiment.ToString().ToLowerInvariant(),
            ["sentiment_words"] = facts.Sentiment.Words,
            ["references"] = facts.References.Count == 0 ? null : string.Join(' ', facts.References),
        }.Known(),
        Proposal = facts.AnsweredAt is not null ? null : Propose(facts, context),
    };

    /// <inheritdoc/>
    public string? WhyGone(ReplyFacts facts, RuleContext context) => facts.AnsweredAt is null ? null : "You have answered.";

    private MoveProposal Propose(ReplyFacts facts, RuleContext context) => new()
    {
        Title = facts.CompanyName is { } company ? $"Answer {facts.Person} at {company}" : $"Answer {facts.Person}",
        Because = $"{facts.Person} answered",
        Description = facts.Evidence,
        ActionType = ActionType.FollowUp,
        Domain = Domain.Sales,
        DueBy = facts.ReceivedAt.AddHours(context.Options.ReplyWithinHours),
        ActionContext = new MailContext
        {
            To = facts.FromEmail,
            ToName = facts.Person,
            Subject = ReplySubject(facts.Subject),
            ThreadId = facts.ThreadId,
            InReplyTo = facts.InternetMessageId,
        },
        Contact = facts.Contact is null ? null : new Related(facts.Contact.Id, facts.Person),
        Company = facts.Company is null ? null : new Related(facts.Company.Id, facts.Company.Name),
        CompanyDomain = facts.Company?.Domain,
        ScoreInputs = new ScoreInputs
        {
            ActionType = ActionType.FollowUp,
            Subject = "reply",
            IsCustomer = string.Equals(facts.Contact?.LifecycleStage, "customer", StringComparison.OrdinalIgnoreCase),
            BaseUrgency = context.UrgencyOf(Name, 88),
            WaitingSince = facts.ReceivedAt,
            IcpFit = context.IdealCustomer.FitOf(facts.Company),
            NamedLogo = context.IdealCustomer.IsNamedLogo(facts.Company),
        },
    };

    // Gmail keeps an answer in its thread only under the same subject.
    private static string? ReplySubject(string? subject) =>
        subject is null || subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}";
}
