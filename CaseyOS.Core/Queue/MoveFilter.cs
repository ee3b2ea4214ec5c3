using CaseyOS.Core.Outcomes;

namespace CaseyOS.Core.Queue;

/// <summary>Which moves to list, in which order, and which part of them.</summary>
public sealed record MoveFilter
{
    /// <summary>Statuses.</summary>
    public IReadOnlySet<ItemStatus> Statuses { get; init; } = new HashSet<ItemStatus> { ItemStatus.Pending, ItemStatus.Accepted };

    /// <summary>Part of the business; null is all.</summary>
    public Domain? Domain { get; init; }

    /// <summary>Action types; null is all.</summary>
    public IReadOnlySet<ActionType>? ActionTypes { get; init; }

    /// <summary>Text in title, description or names, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Assignee.</summary>
    public string? Assignee { get; init; }

    /// <summary>Latest outcome is one of these; null is any or none.</summary>
    public IReadOnlySet<OutcomeType>? Outcomes { get; init; }

    /// <summary>Order; null is the order that suits the statuses: by rank for open moves, newest first when closed ones are among them.</summary>
    public IReadOnlyList<MoveSort>? Sort { get; init; }

    /// <summary>1–200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>How many to leave out at the start.</summary>
    public int Offset { get; init; }

    /// <summary>Where an earlier page ended.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether <paramref name="item"/> belongs to the list.</summary>
    public bool Matches(QueueItem item) =>
        Statuses.Contains(item.Status)
        && (Domain is not { } domain || item.Domain == domain)
        && ActionTypes?.Contains(item.ActionType) != false
        && (Assignee is null || item.Assignee.Equals(Assignee, StringComparison.OrdinalIgnoreCase))
        && (Outcomes is null || (item.Outcome is { } outcome && Outcomes.Contains(outcome.Type)))
        && (string.IsNullOrWhiteSpace(Text) || Texts(item).Any(text => text?.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase) == true));

    private static IEnumerable<string?> Texts(QueueItem item) =>
        [item.Title, item.Description, item.Contact?.Name, item.Deal?.Name, item.Company?.Name];
}

/// <summary>A part of a list of moves.</summary>
/// <param name="Items">The moves.</param>
/// <param name="Total">How many match in all; null when telling would mean reading the whole closed history.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record MovePage(IReadOnlyList<QueueItem> Items, int? Total, string? NextCursor);
