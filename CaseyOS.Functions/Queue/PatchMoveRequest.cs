using System.Text.Json.Serialization;
using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Queue;

/// <summary>
/// What is to change on a move. A field that is absent stays; one that is null is emptied, so setters remember that they
/// were called.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class PatchMoveRequest
{
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    /// <summary>New status: pending, accepted, snoozed, skipped or completed.</summary>
    public ItemStatus? Status { get; set; }

    /// <summary>Until when it is put off.</summary>
    public DateTimeOffset? SnoozedUntil { get; set => field = Given(value, nameof(SnoozedUntil)); }

    /// <summary>When it should be done.</summary>
    public DateTimeOffset? DueBy { get; set => field = Given(value, nameof(DueBy)); }

    /// <summary>Title.</summary>
    public string? Title { get; set => field = Given(value, nameof(Title)); }

    /// <summary>Description.</summary>
    public string? Description { get; set => field = Given(value, nameof(Description)); }

    /// <summary><c>me</c>, <c>automated</c> or a colleague's address.</summary>
    public string? Assignee { get; set => field = Given(value, nameof(Assignee)); }

    /// <summary>Why it is dismissed.</summary>
    public string? SkipReason { get; set => field = Given(value, nameof(SkipReason)); }

    /// <summary>What executing it needs; replaces what was there.</summary>
    public ContextRequest? ActionContext { get; set => field = Given(value, nameof(ActionContext)); }

    /// <summary>As the product has it.</summary>
    public MoveEdit ToEdit() => new()
    {
        Status = Status,
        SnoozedUntil = IfGiven(nameof(SnoozedUntil), SnoozedUntil?.ToUniversalTime()),
        DueBy = IfGiven(nameof(DueBy), DueBy?.ToUniversalTime()),
        Title = IfGiven(nameof(Title), Title),
        Description = IfGiven(nameof(Description), Description),
        Assignee = IfGiven(nameof(Assignee), Assignee),
        SkipReason = IfGiven(nameof(SkipReason), SkipReason),
        ActionContext = IfGiven(nameof(ActionContext), ActionContext?.ToContext()),
    };

    private T Given<T>(T value, string name)
    {
        given.Add(name);
        return value;
    }

    private NewValue<T>? IfGiven<T>(string name, T value) => given.Contains(name) ? new(value) : null;
}
