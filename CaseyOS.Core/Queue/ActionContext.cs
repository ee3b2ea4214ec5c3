using System.Text.Json.Serialization;

namespace CaseyOS.Core.Queue;

/// <summary>What an action needs to know, typed per kind of action.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MailContext), "mail")]
[JsonDerivedType(typeof(TaskContext), "task")]
[JsonDerivedType(typeof(MeetingContext), "meeting")]
[JsonDerivedType(typeof(ContentContext), "content")]
public abstract record ActionContext;

/// <summary>For the e-mail action types.</summary>
public sealed record MailContext : ActionContext
{
    /// <summary>Recipient's address; null when the contact has none, which the preview refuses with a sentence.</summary>
    public string? To { get; init; }

    /// <summary>Recipient's name as shown.</summary>
    public string? ToName { get; init; }

    /// <summary>Subject, when the user or a rule fixed one; otherwise the writer makes one.</summary>
    public string? Subject { get; init; }

    /// <summary>Plain-text body, when the user fixed one; otherwise the writer makes one at preview.</summary>
    public string? Body { get; init; }

    /// <summary>Gmail thread that the mail answers.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Message-ID (with angle brackets) that the mail answers.</summary>
    public string? InReplyTo { get; init; }
}

/// <summary>For actions whose effect is a task in the CRM.</summary>
public sealed record TaskContext : ActionContext
{
    /// <summary>Task subject, when fixed.</summary>
    public string? Subject { get; init; }

    /// <summary>Task notes.</summary>
    public string? Notes { get; init; }
}

/// <summary>For meetings that are to be booked.</summary>
public sealed record MeetingContext : ActionContext
{
    /// <summary>The guest's address; null takes the contact's.</summary>
    public string? To { get; init; }

    /// <summary>His name.</summary>
    public string? ToName { get; init; }

    /// <summary>What the meeting is called, when fixed.</summary>
    public string? Title { get; init; }

    /// <summary>What it is about, when fixed; the guest reads it.</summary>
    public string? Agenda { get; init; }

    /// <summary>How long it lasts; null for the usual length.</summary>
    public int? Minutes { get; init; }
}

/// <summary>For content actions: the article that they rest on.</summary>
public sealed record ContentContext : ActionContext
{
    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Where it is; shown and quoted, never fetched.</summary>
    public string? Link { get; init; }

    /// <summary>Its text, plain.</summary>
    public string? Text { get; init; }
}
