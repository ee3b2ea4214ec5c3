using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Queue;

/// <summary>What people may write on a move.</summary>
internal static class MoveValidation
{
    public static void Validate(this MoveEdit edit, DateTimeOffset now)
    {
        var errors = new FieldErrors()
            .Add(edit.SnoozedUntil?.Value <= now, "snoozed_until", "snoozed_until must be in the future.")
            .Add(edit.Status is ItemStatus.Snoozed && edit.SnoozedUntil is { Value: null }, "snoozed_until", "snoozed_until must say until when the move is put off.")
            .Add(edit.SnoozedUntil?.Value is not null && edit.Status is not (null or ItemStatus.Snoozed), "snoozed_until", "snoozed_until goes with status snoozed.")
            .Add(
                edit.SkipReason?.Value is { } reason && !SkipReasons.All.Contains(reason),
                "skip_reason",
                $"skip_reason must be one of: {string.Join(", ", SkipReasons.All)}.")
            .AddIfUnfit("note", edit.Note, MoveText.DescriptionLength)
            .AddIfUnfit("description", edit.Description?.Value, MoveText.DescriptionLength);
        if (edit.Title is { } title)
        {
            Title(errors, title.Value);
        }

        if (edit.Assignee is { } assignee)
        {
            Assignee(errors, assignee.Value);
        }

        Context(errors, edit.ActionContext?.Value);
        errors.Throw();
    }

    public static void Validate(this NewMove move)
    {
        var errors = new FieldErrors()
            .AddIfUnfit("description", move.Description, MoveText.DescriptionLength)
            .AddIfUnfit("blocked_by", move.BlockedBy, MoveText.NameLength)
            .Add(move.Unblocks.Count > 50 || move.Unblocks.Any(one => one is not { Length: <= MoveText.NameLength }), "unblocks", "unblocks may hold at most 50 short texts.")
            .Add(IsNoAmount(move.ScoreInputs.Value), "revenue_impact", "revenue_impact must be a number of 0 or more.")
            .Add(IsNoAmount(move.ScoreInputs.EffortMinutes), "effort_minutes", "effort_minutes must be a number of 0 or more.")
            .Add(move.ScoreInputs.IcpFit is { } fit and not (>= 0 and <= 1), "icp_score", "icp_score must be a number from 0 to 1.")
            .Add(move.ScoreInputs.StageProbability is { } share and not (>= 0 and <= 1), "stage_probability", "stage_probability must be a number from 0 to 1.");
        Title(errors, move.Title);
        Assignee(errors, move.Assignee);
        Related(errors, "contact", move.Contact);
        Related(errors, "deal", move.Deal);
        Related(errors, "company", move.Company);
        Context(errors, move.ActionContext);
        errors.Throw();
    }

    private static bool IsNoAddress(string? text) => text is not null && (text.Length > MoveText.NameLength || !MailAddress.IsValid(text.Trim()));

    private static bool IsNoAmount(double? value) => value is { } number && !(double.IsFinite(number) && number >= 0);

    private static void Title(FieldErrors errors, string? title) => errors
        .Add(string.IsNullOrWhiteSpace(title), "title", "title must name what to do and with whom.")
        .AddIfUnfit("title", title, MoveText.TitleLength);

    private static void Assignee(FieldErrors errors, string? assignee) => errors.Add(
        !(assignee is "me" or "automated" || (assignee?.Length <= MoveText.NameLength && MailAddress.IsValid(assignee))),
        "assignee",
        "assignee must be me, automated, or a colleague's address.");

    private static void Related(FieldErrors errors, string field, Related? related) => errors.Add(
        related is not null && (string.IsNullOrWhiteSpace(related.Id) || related.Id.Length > 64 || string.IsNullOrWhiteSpace(related.Name) || related.Name.Length > MoveText.NameLength),
        field,
        FormattableString.Invariant($"{field} needs an id of at most 64 and a name of at most {MoveText.NameLength} characters.")).AddIfNoLine(field, related?.Name, MoveText.NameLength);

    private static void Context(FieldErrors errors, ActionContext? context)
    {
        switch (context)
        {
            case MailContext mail:
                errors
                    .Add(IsNoAddress(mail.To), "action_context.to", "action_context.to must be one e-mail address.")
                    .AddIfNoLine("action_context.to_name", mail.ToName, MoveText.NameLength)
                    .AddIfNoLine("action_context.subject", mail.Subject, 998)
                    .AddIfUnfit("action_context.body", mail.Body, MoveText.BodyLength)
                    .AddIfNoLine("action_context.thread_id", mail.ThreadId, 64)
                    .AddIfNoLine("action_context.in_reply_to", mail.InReplyTo, 998);
                break;
            case MeetingContext meeting:
                errors
                    .Add(IsNoAddress(meeting.To), "action_context.to", "action_context.to must be one e-mail address.")
                    .AddIfNoLine("action_context.to_name", meeting.ToName, MoveText.NameLength)
                    .AddIfNoLine("action_context.title", meeting.Title, MoveText.TitleLength)
                    .AddIfUnfit("action_context.agenda", meeting.Agenda, MoveText.BodyLength)
                    .Add(meeting.Minutes is not (null or (>= 5 and <= 480)), "action_context.minutes", "action_context.minutes must be 5 to 480.");
                break;
            case ContentContext content:
                errors
                    .AddIfUnfit("action_context.title", content.Title, MoveText.TitleLength)
                    .Add(content.Link is { } link && !(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"), "action_context.link", "action_context.link must be an http or https address.")
                    .AddIfUnfit("action_context.text", content.Text, MoveText.BodyLength);
                break;
            case TaskContext task:
                errors.AddIfUnfit("action_context.subject", task.Subject, 998).AddIfUnfit("action_context.notes", task.Notes, MoveText.BodyLength);
                break;
        }
    }
}
