using CaseyOS.Core.Scoring;

namespace CaseyOS.Core.Queue;

/// <summary>A move that a person adds by hand.</summary>
public sealed record NewMove
{
    /// <summary>What to do and with whom.</summary>
    public required string Title { get; init; }

    /// <summary>More, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Part of the business.</summary>
    public Domain Domain { get; init; } = Domain.Sales;

    /// <summary>What executing it does.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>What executing it needs.</summary>
    public ActionContext? ActionContext { get; init; }

    /// <summary>What is known to score it on.</summary>
    public ScoreInputs ScoreInputs { get; init; } = new();

    /// <summary>When it should be done.</summary>
    public DateTimeOffset? DueBy { get; init; }

    /// <summary>HubSpot contact.</summary>
    public Related? Contact { get; init; }

    /// <summary>HubSpot deal.</summary>
    public Related? Deal { get; init; }

    /// <summary>HubSpot company.</summary>
    public Related? Company { get; init; }

    /// <summary><c>me</c>, <c>automated</c> or a colleague's address.</summary>
    public string Assignee { get; init; } = "me";

    /// <summary>Who or what must happen first, in words.</summary>
    public string? BlockedBy { get; init; }

    /// <summary>What waits for it.</summary>
    public IReadOnlyList<string> Unblocks { get; init; } = [];
}
