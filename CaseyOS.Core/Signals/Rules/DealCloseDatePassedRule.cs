using System.Globalization;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>An open deal was to close before today: either it is won or lost, or the date is wrong.</summary>
/// <remarks>Reads <c>closedate</c> and <c>hs_is_closed</c>.</remarks>
public sealed class DealCloseDatePassedRule : ISignalRule<DealFacts>
{
    /// <inheritdoc/>
    public string Name => "deal_close_date_passed";

    /// <inheritdoc/>
    public RuleAbout About { get; } = new()
    {
        Sentence = "An open deal is {days_over} day or more past its close date.",
        Resolves = "The deal is closed, or its close date is moved.",
        Action = ActionType.ReviewDeal,
        Urgency = 60,
        OncePer = "week",
        Reads = ["deals.closedate", "deals.hs_is_closed"],
        Thresholds =
        [
            new("days_over", "Days past the close date", "days", 1, 365, options => options.CloseDateDays, (options, value) => options.CloseDateDays = value),
        ],
    };

    /// <inheritdoc/>
    public Detection? Detect(DealFacts facts, RuleContext context)
    {
        if (WhyGone(facts, context) is not null || facts.Deal.CloseDate is not { } closeDate)
        {
            return null;
        }

        var date = context.CalendarDate(closeDate).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return new Detection
        {
            Entity = facts.Entity,
            Bucket = SignalHash.Week(context.Now),
            OccurredAt = closeDate,
            Payload = facts.Payload(),
            Proposal = facts.Propose(Name, $"Close date of {facts.Label} has passed", ActionType.ReviewDeal, context.EndOfToday, 60, closeDate, context) with
            {
                Because = $"its close date was {date}",
                Description = $"It was to close on {date} and is still in {facts.StageName}.",
            },
        };
    }

    /// <inheritdoc/>
    public string? WhyGone(DealFacts facts, RuleContext context) => facts switch
    {
        { IsClosed: true } => "The deal was closed.",
        { Deal.CloseDate: null } => "The deal no longer has a close date.",
        { Deal.CloseDate: { } closeDate } when context.CalendarDate(closeDate).AddDays(context.Options.CloseDateDays) > context.Today => "The close date was moved.",
        _ => null,
    };
}
