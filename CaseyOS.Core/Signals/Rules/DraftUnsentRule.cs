using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>A draft of ours lies in the mailbox and is not sent.</summary>
/// <remarks>Its move is a reminder, no mail: executing it would make a second draft beside the first.</remarks>
public sealed class DraftUnsentRule : ISignalRule<DraftFacts>
{
    /// <summary>The signal type.</summary>
    public const string TypeName = "draft_unsent";

    /// <inheritdoc/>
    public string Name => TypeName;

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A draft of ours lies unsent in the mailbox for {days} days.",
        Resolves = "The draft is sent or deleted, or its execution is undone.",
        Action = ActionType.SendEmail,
        Urgency = 50,
        OncePer = "once",
        AlsoReads = "our own executions and what became of their drafts",
        Thresholds =
        [
            new("days", "Days unsent", "days", 1, 90, options => options.DraftUnsentDays, (options, value) => options.DraftUnsentDays = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(DraftFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null || context.Now - facts.MadeAt < TimeSpan.FromDays(context.Options.DraftUnsentDays))
        {
            return null;
        }

        var days = Words.Count(context.DaysSince(facts.MadeAt), "day");
        var title = $"Send or discard the draft to {facts.ToName ?? facts.To}";
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Once,
            OccurredAt = facts.MadeAt.AddDays(context.Options.DraftUnsentDays),
            Payload = new FactSheet { ["to"] = facts.ToName ?? facts.To, ["subject"] = facts.Subject, ["made"] = FactSheet.Day(facts.MadeAt), ["link"] = facts.Link }.Known(),
            Proposal = new MoveProposal
            {
                Title = title,
                Because = $"its draft lies unsent for {days}",
                Description = $"“{facts.Subject}” lies in your drafts for {days}. Send it there, or throw it away.",
                ActionType = ActionType.SendEmail,
                Domain = Domain.Sales,
                DueBy = context.EndOfToday,
                ActionContext = new TaskContext { Subject = title, Notes = facts.Link },
                Contact = facts.Contact,
                Deal = facts.Deal,
                Company = facts.Company,
                ScoreInputs = new ScoreInputs
                {
                    ActionType = ActionType.SendEmail,
                    Subject = "draft",
                    EffortMinutes = 3,
                    BaseUrgency = context.UrgencyOf(Name, About.Urgency),
                    WaitingSince = facts.MadeAt,
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DraftFacts facts, RuleContext context) => facts.IsUnsent ? null : "The draft no longer lies in your mailbox.";
}
