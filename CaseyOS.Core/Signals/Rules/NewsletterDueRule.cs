using System.Globalization;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What the newsletter rule looks at: the calendar. An issue is a date of the configured cadence.</summary>
/// <param name="Issue">The issue of a pending move; null to look for the next one.</param>
public sealed record NewsletterFacts(DateOnly? Issue);

/// <summary>The next issue of the newsletter is due soon.</summary>
public sealed class NewsletterDueRule : ISignalRule<NewsletterFacts>
{
    /// <summary>Prefix of its entities; the date follows.</summary>
    public const string EntityPrefix = "newsletter:";

    /// <inheritdoc/>
    public string Name => "newsletter_due";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "The next issue of the newsletter is due within {lead_days} days; it appears every {every_days} days.",
        Resolves = "The date is no longer one of the cadence, or the next issue is due.",
        Action = ActionType.NewsletterDraft,
        Domain = Domain.Marketing,
        Urgency = 60,
        OncePer = "issue",
        AlsoReads = "the calendar and the day of one issue (Signals:NewsletterFrom)",
        Thresholds =
        [
            new("lead_days", "Days before the issue", "days", 0, 60, options => options.NewsletterLeadDays, (options, value) => options.NewsletterLeadDays = value),
            new("every_days", "Days from issue to issue", "days", 1, 366, options => options.NewsletterEveryDays, (options, value) => options.NewsletterEveryDays = value),
        ],
        WhyUnavailable = static context => context.Options.NewsletterFrom is null ? "Not configured: Signals:NewsletterFrom is the day of one issue." : null,
    };

    /// <inheritdoc/>
    public Detection? Detect(NewsletterFacts facts, RuleContext context)
    {
        if (Next(context) is not { } issue || issue.DayNumber - context.Today.DayNumber > context.Options.NewsletterLeadDays)
        {
            return null;
        }

        var date = issue.ToString("d MMMM", CultureInfo.InvariantCulture);
        return new Detection
        {
            Entity = EntityPrefix + issue.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Bucket = SignalHash.Once,
            OccurredAt = context.Now,
            Payload = new FactSheet { ["issue"] = issue.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }.Known(),
            Proposal = new MoveProposal
            {
                Title = $"Draft the {date} newsletter",
                Because = $"the newsletter is due on {date}",
                ActionType = ActionType.NewsletterDraft,
                Domain = Domain.Marketing,
                DueBy = context.EndOf(issue),
                ActionContext = new TaskContext { Subject = $"Draft the {date} newsletter" },
                ScoreInputs = new ScoreInputs
                {
                    Domain = Domain.Marketing,
                    ActionType = ActionType.NewsletterDraft,
                    Subject = "newsletter",
                    BaseUrgency = context.UrgencyOf(Name, About.Urgency),
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(NewsletterFacts facts, RuleContext context) =>
        context.Options.NewsletterFrom is not { } from || facts.Issue is not { } issue || (issue.DayNumber - from.DayNumber) % context.Options.NewsletterEveryDays != 0
            ? "The newsletter has another cadence now."
            : Next(context) is { } next && next > issue && next.DayNumber - context.Today.DayNumber <= context.Options.NewsletterLeadDays ? "The next issue is due." : null;

    private static DateOnly? Next(RuleContext context)
    {
        if (context.Options.NewsletterFrom is not { } from)
        {
            return null;
        }

        var every = context.Options.NewsletterEveryDays;
        var passed = context.Today.DayNumber - from.DayNumber;
        return passed <= 0 ? from : from.AddDays((passed + every - 1) / every * every);
    }
}
