using System.Text.Json.Serialization;

namespace CaseyOS.Core.Executions;

/// <summary>What an execution left on the outside.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MailResult), "mail")]
[JsonDerivedType(typeof(TaskResult), "task")]
[JsonDerivedType(typeof(NoteResult), "note")]
[JsonDerivedType(typeof(MeetingResult), "meeting")]
[JsonDerivedType(typeof(EscalationResult), "escalation")]
[JsonDerivedType(typeof(DraftsResult), "drafts")]
public abstract record ActionResult
{
    /// <summary>Whether anything reached the outside.</summary>
    public required bool Executed { get; init; }

    /// <summary>Opens it where it is.</summary>
    public string? Link { get; init; }

    /// <summary>The result of a dry run of <paramref name="content"/>.</summary>
    public static ActionResult NothingDone(ActionContent content) => content switch
    {
        PreviewedTask => new TaskResult { Executed = false },
        PreviewedNote => new NoteResult { Executed = false },
        PreviewedMeeting meeting => new MeetingResult { Executed = false, Start = meeting.Start, End = meeting.End, Attendees = [meeting.To] },
        PreviewedEscalation => new EscalationResult { Executed = false },
        PreviewedDrafts => new DraftsResult { Executed = false },
        PreviewedMail mail => new MailResult { Executed = false, ThreadId = mail.ThreadId },
        _ => throw new InvalidOperationException($"No result for {content.GetType().Name}."),
    };
}

/// <summary>A task in HubSpot.</summary>
public sealed record TaskResult : ActionResult
{
    /// <summary>HubSpot's record id.</summary>
    public string? TaskId { get; init; }
}

/// <summary>A note in HubSpot.</summary>
public sealed record NoteResult : ActionResult
{
    /// <summary>HubSpot's record id.</summary>
    public string? NoteId { get; init; }
}

/// <summary>A task in HubSpot and a draft in Gmail.</summary>
public sealed record EscalationResult : ActionResult
{
    /// <summary>HubSpot's id of the task.</summary>
    public string? TaskId { get; init; }

    /// <summary>Gmail's id of the draft.</summary>
    public string? GmailDraftId { get; init; }

    /// <summary>Opens the draft.</summary>
    public string? DraftLink { get; init; }
}

/// <summary>Drafts that are kept with the move.</summary>
public sealed record DraftsResult : ActionResult
{
    /// <summary>Path of the drafts as Markdown.</summary>
    public string? Markdown { get; init; }

    /// <summary>Gmail's id of the draft in the user's own mailbox, if he wanted one.</summary>
    public string? GmailDraftId { get; init; }
}

/// <summary>Something that was made elsewhere and is told to HubSpot afterwards.</summary>
public abstract record LoggedResult : ActionResult
{
    /// <summary>Whether HubSpot was told.</summary>
    public bool HubspotLogged { get; init; }

    /// <summary>Why HubSpot was not told yet, in a sentence; null once it was.</summary>
    public string? HubspotProblem { get; init; }
}

/// <summary>A meeting in the user's calendar.</summary>
public sealed record MeetingResult : LoggedResult
{
    /// <summary>Google's id of the event, which is made from the execution's.</summary>
    public string? EventId { get; init; }

    /// <summary>Address of the video call.</summary>
    public string? MeetingLink { get; init; }

    /// <summary>When it begins, as last seen in the calendar.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Addresses of those who were invited.</summary>
    public required IReadOnlyList<string> Attendees { get; init; }

    /// <summary>Id of HubSpot's meeting.</summary>
    public string? HubspotMeetingId { get; init; }
}

/// <summary>A mail: a draft, or sent.</summary>
public sealed record MailResult : LoggedResult
{
    /// <summary>Whether it was sent (false: it is a draft).</summary>
    public bool Sent { get; init; }

    /// <summary>Gmail draft id; survives edits, unlike the message id.</summary>
    public string? GmailDraftId { get; init; }

    /// <summary>Gmail id of the message at the time of creation.</summary>
    public string? GmailMessageId { get; init; }

    /// <summary>Gmail thread.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Id of HubSpot's e-mail engagement.</summary>
    public string? HubspotEmailId { get; init; }
}
