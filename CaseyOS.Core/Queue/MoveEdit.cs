namespace CaseyOS.Core.Queue;

/// <summary>A value to be set, as opposed to one that is left alone; the value itself may be null.</summary>
/// <param name="Value">The value.</param>
public sealed record NewValue<T>(T Value);

/// <summary>What is to change on a move; null leaves a field alone.</summary>
public sealed record MoveEdit
{
    /// <summary>New status.</summary>
    public ItemStatus? Status { get; init; }

    /// <summary>Until when it is put off; sets the status too. Null brings a snoozed move back.</summary>
    public NewValue<DateTimeOffset?>? SnoozedUntil { get; init; }

    /// <summary>When it should be done.</summary>
    public NewValue<DateTimeOffset?>? DueBy { get; init; }

    /// <summary>Title.</summary>
    public NewValue<string?>? Title { get; init; }

    /// <summary>Description.</summary>
    public NewValue<string?>? Description { get; init; }

    /// <summary><c>me</c>, <c>automated</c> or a colleague's address.</summary>
    public NewValue<string?>? Assignee { get; init; }

    /// <summary>Why it is dismissed.</summary>
    public NewValue<string?>? SkipReason { get; init; }

    /// <summary>What executing it needs.</summary>
    public NewValue<ActionContext?>? ActionContext { get; init; }

    /// <summary>In the user's words, for the history.</summary>
    public string? Note { get; init; }
}
