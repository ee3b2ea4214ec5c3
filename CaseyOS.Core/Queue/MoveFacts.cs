using CaseyOS.Core.Scoring;
using CaseyOS.Core.Signals;

namespace CaseyOS.Core.Queue;

/// <summary>What a reason adds to its move. Kept with each reason, so that the move follows from its reasons and not from the order in which they came.</summary>
public sealed record MoveFacts
{
    /// <summary>What the reason calls for.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Part of the business.</summary>
    public required Domain Domain { get; init; }

    /// <summary>The facts to score the move on.</summary>
    public required ScoreInputs ScoreInputs { get; init; }

    /// <summary>What executing it needs.</summary>
    public ActionContext? ActionContext { get; init; }

    /// <summary>When it should be done.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>When it may appear; null for at once.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>HubSpot contact.</summary>
    public Related? Contact { get; init; }

    /// <summary>HubSpot deal.</summary>
    public Related? Deal { get; init; }

    /// <summary>HubSpot company.</summary>
    public Related? Company { get; init; }

    internal static MoveFacts Of(MoveProposal proposal) => new()
    {
        ActionType = proposal.ActionType,
        Domain = proposal.Domain,
        ScoreInputs = proposal.ScoreInputs,
        ActionContext = proposal.ActionContext,
        DueBy = proposal.DueBy,
        SnoozedUntil = proposal.SnoozedUntil,
        Contact = proposal.Contact,
        Deal = proposal.Deal,
        Company = proposal.Company,
    };

    internal static MoveFacts Of(QueueItem item) => new()
    {
        ActionType = item.ActionType,
        Domain = item.Domain,
        ScoreInputs = item.ScoreInputs,
        ActionContext = item.ActionContext,
        DueBy = item.DueBy,
        SnoozedUntil = item.SnoozedUntil,
        Contact = item.Contact,
        Deal = item.Deal,
        Company = item.Company,
    };
}
