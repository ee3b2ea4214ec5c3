using System.Globalization;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A meeting with somebody from outside starts today.</summary>
public sealed class MeetingTodayRule : ISignalRule<MeetingFacts>
{
    /// <inheritdoc/>
    public string Name => "meeting_today";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A meeting with somebody from outside starts today; be prepared {minutes} minutes before.",
        Resolves = "The meeting has begun, is called off, or is moved to another day.",
        Action = ActionType.PrepMeeting,
        Urgency = 90,
        OncePer = "day",
        AlsoReads = "the events of the calendar with their guests",
        Thresholds =
        [
            new("minutes", "Prepared before it", "minutes", 0, 1440, options => options.MeetingPrepMinutes, (options, value) => options.MeetingPrepMinutes = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(MeetingFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null || facts.Event.IsAllDay || facts.Outside.Count == 0 || facts.Event.Start is not { } start)
        {
            return null;
        }

        var meeting = string.IsNullOrWhiteSpace(facts.Event.Title) ? "your meeting" : facts.Event.Title;
        var title = $"Prepare for {meeting} with {facts.Person}";
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = context.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            OccurredAt = facts.Event.UpdatedAt ?? facts.Event.CreatedAt ?? context.Now,
            Payload = new FactSheet
            {
                ["meeting"] = meeting,
                ["contact"] = facts.Person,
                ["company"] = facts.Company?.Name,
                ["starts_at"] = start.ToString("O", CultureInfo.InvariantCulture),
            }.Known(),
            Proposal = new MoveProposal
            {
                Title = title,
                Because = "you meet today",
                Description = "Who they are, what was said last, what you want from it.",
                ActionType = ActionType.PrepMeeting,
                Domain = Domain.Sales,
                DueBy = start.AddMinutes(-context.Options.MeetingPrepMinutes),
                ActionContext = new TaskContext { Subject = title, Notes = facts.Event.Link },
                Contact = facts.Contact is null ? null : new Related(facts.Contact.Id, facts.Contact.DisplayName),
                Company = facts.Company is null ? null : new Related(facts.Company.Id, facts.Company.Name),
                ScoreInputs = new ScoreInputs
                {
                    ActionType = ActionType.PrepMeeting,
                    Subject = "meeting",
                    IsCustomer = string.Equals(facts.Contact?.LifecycleStage, "customer", StringComparison.OrdinalIgnoreCase),
                    Deadline = start,
                    DeadlineVerb = "starts",
                    BaseUrgency = context.UrgencyOf(Name, About.Urgency),
                    IcpFit = context.IdealCustomer.FitOf(facts.Company),
                    NamedLogo = context.IdealCustomer.IsNamedLogo(facts.Company),
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(MeetingFacts facts, RuleContext context) =>
        facts.Event.IsCancelled ? "The meeting was called off."
        : facts.Event.IsDeclinedByOwner ? "You have declined."
        : facts.Event.Start is not { } start ? null
        : start <= context.Now ? "The meeting has begun."
        : context.LocalDate(start) != context.Today ? "The meeting was moved to another day."
        : null;
}
