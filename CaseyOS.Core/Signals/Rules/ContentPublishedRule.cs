using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>Something that the user published, as a feed tells it.</summary>
/// <param name="Id">The feed's own id of it.</param>
/// <param name="Title">Its title.</param>
/// <param name="PublishedAt">When it appeared.</param>
/// <param name="Link">Where it is.</param>
public sealed record ContentFacts(string Id, string Title, DateTimeOffset PublishedAt, Uri? Link)
{
    /// <summary>Its text, plain, as far as the feed carries it; null when it carries none.</summary>
    public string? Text { get; init; }
}

/// <summary>A newsletter, post or video of the user appeared: its content can be used again.</summary>
public sealed class ContentPublishedRule : ISignalRule<ContentFacts>
{
    /// <summary>Prefix of its entities; the feed's own id follows.</summary>
    public const string EntityPrefix = "content:";

    private const int DueDays = 3;

    /// <inheritdoc/>
    public string Name => "content_published";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "A newsletter, post or video of yours appeared within the last {days} days.",
        Resolves = "It is no longer fresh.",
        Action = ActionType.ContentRepurpose,
        Domain = Domain.Marketing,
        Urgency = 40,
        OncePer = "once",
        AlsoReads = "the feeds of Signals:ContentFeeds",
        Thresholds =
        [
            new("days", "How long it is news", "days", 1, 90, options => options.ContentNewsDays, (options, value) => options.ContentNewsDays = value),
        ],
        WhyUnavailable = static context => context.Options.ContentFeeds.Length == 0 ? "Not configured: Signals:ContentFeeds lists the RSS or Atom feeds of your newsletter or channel." : null,
    };

    /// <inheritdoc/>
    public Detection? Detect(ContentFacts facts, RuleContext context)
    {
        if (facts.PublishedAt > context.Now || WhyGone(facts, context) is not null)
        {
            return null;
        }

        return new Detection
        {
            Entity = EntityPrefix + facts.Id,
            Bucket = SignalHash.Once,
            OccurredAt = facts.PublishedAt,
            Payload = new FactSheet { ["title"] = facts.Title, ["published"] = FactSheet.Day(facts.PublishedAt), ["link"] = facts.Link?.AbsoluteUri }.Known(),
            Proposal = new MoveProposal
            {
                Title = $"Repurpose \"{facts.Title}\"",
                Because = "it has just appeared",
                Description = "Cut it into posts while it is fresh.",
                ActionType = ActionType.ContentRepurpose,
                Domain = Domain.Marketing,
                DueBy = facts.PublishedAt.AddDays(DueDays),
                ActionContext = new ContentContext { Title = facts.Title, Link = facts.Link?.AbsoluteUri, Text = facts.Text },
                ScoreInputs = new ScoreInputs
                {
                    Domain = Domain.Marketing,
                    ActionType = ActionType.ContentRepurpose,
                    Subject = "content",
                    BaseUrgency = context.UrgencyOf(Name, About.Urgency),
                    WaitingSince = facts.PublishedAt,
                },
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(ContentFacts facts, RuleContext context) =>
        context.Now - facts.PublishedAt >= TimeSpan.FromDays(context.Options.ContentNewsDays)
            ? $"It appeared {Words.Count(context.DaysSince(facts.PublishedAt), "day")} ago and is no longer fresh."
            : null;
}
