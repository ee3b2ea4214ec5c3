namespace CaseyOS.Core.Queue;

/// <summary>Applies an edit to a move: the fields, and the status change that it asks for or implies.</summary>
internal static class Editing
{
    public static Decision Decide(QueueItem item, MoveEdit edit, DateTimeOffset now)
    {
        if (item.Status is ItemStatus.Executing)
        {
            return edit.Status is { } wanted
                ? new Decision.Refuse(item.Status, wanted)
                : throw new ConflictException("already_executing", "The move is being executed; change it when that is done.", TimeSpan.FromSeconds(2));
        }

        var status = edit.Status ?? Implied(item, edit);
        if (status != item.Status && !ItemTransitions.AllowsByHand(item.Status, status))
        {
            return new Decision.Refuse(item.Status, status);
        }

        if (edit.Status == item.Status && !(status is ItemStatus.Snoozed && edit.SnoozedUntil is not null))
        {
            return new Decision.Refuse(item.Status, status);
        }

        var changed = Fields(Move(item, status, edit, now), edit);
        return changed == item ? new Decision.Keep() : new Decision.Write(changed, Word(item.Status, status), Note(item, changed, edit.Note));
    }

    private static ItemStatus Implied(QueueItem item, MoveEdit edit) => edit.SnoozedUntil switch
    {
        { Value: not null } => ItemStatus.Snoozed,
        { Value: null } when item.Status is ItemStatus.Snoozed => ItemStatus.Pending,
        _ => item.Status,
    };

    private static QueueItem Move(QueueItem item, ItemStatus to, MoveEdit edit, DateTimeOffset now)
    {
        if (to == ItemStatus.Snoozed)
        {
            var until = edit.SnoozedUntil?.Value ?? item.SnoozedUntil ?? throw new ValidationException("snoozed_until", "snoozed_until must say until when the move is put off.");
            return item with { Status = to, SnoozedUntil = until };
        }

        if (to != ItemStatus.Skipped && edit.SkipReason is { Value: not null })
        {
            throw new ValidationException("skip_reason", "skip_reason goes with status skipped.");
        }

        if (to == item.Status)
        {
            return to is ItemStatus.Skipped && edit.SkipReason is { } reason ? item with { SkipReason = reason.Value } : item;
        }

        return item with
        {
            Status = to,
            SnoozedUntil = null,
            SkipReason = to is ItemStatus.Skipped ? edit.SkipReason?.Value : null,
            CompletedAt = to is ItemStatus.Completed ? now : null,
        };
    }

    private static QueueItem Fields(QueueItem item, MoveEdit edit) => item with
    {
        DueBy = edit.DueBy is null ? item.DueBy : edit.DueBy.Value,
        Title = edit.Title?.Value?.Trim() ?? item.Title,
        Description = edit.Description is null ? item.Description : edit.Description.Value,
        Assignee = edit.Assignee?.Value ?? item.Assignee,
        ActionContext = edit.ActionContext is null ? item.ActionContext : edit.ActionContext.Value,
    };

    private static string Word(ItemStatus from, ItemStatus to) => (from, to) switch
    {
        _ when from == to => "edited",
        (ItemStatus.Skipped or ItemStatus.Completed or ItemStatus.Resolved or ItemStatus.RolledBack, ItemStatus.Pending) => "reopened",
        (_, ItemStatus.Pending) => "put back",
        _ => to.ToString().ToLowerInvariant(),
    };

    private static string? Note(QueueItem before, QueueItem after, string? words)
    {
        string?[] notes =
        [
            after.SkipReason is { } reason && reason != before.SkipReason ? $"Reason: {reason.Replace('_', ' ')}." : null,
            after.SnoozedUntil is { } until && until != before.SnoozedUntil ? FormattableString.Invariant($"Until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC.") : null,
            after.Title != before.Title ? $"Title was \"{before.Title}\"." : null,
            after.DueBy != before.DueBy ? "Due date changed." : null,
            after.Description != before.Description ? "Description changed." : null,
            after.Assignee != before.Assignee ? $"Assigned to {after.Assignee}." : null,
            after.ActionContext != before.ActionContext ? "What it needs changed." : null,
            string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
        ];
        return notes.Any(note => note is not null) ? string.Join(' ', notes.Where(note => note is not null)) : null;
    }
}
