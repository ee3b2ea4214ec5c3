using System.Text.Json.Serialization;
using CaseyOS.Core.Connectors.Google;

namespace CaseyOS.Core.Executions;

/// <summary>What an action does, as shown before it is confirmed: what is done is what was shown.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PreviewedMail), "mail")]
[JsonDerivedType(typeof(PreviewedTask), "task")]
[JsonDerivedType(typeof(PreviewedNote), "note")]
[JsonDerivedType(typeof(PreviewedMeeting), "meeting")]
[JsonDerivedType(typeof(PreviewedEscalation), "escalation")]
[JsonDerivedType(typeof(PreviewedDrafts), "drafts")]
public abstract record ActionContent
{
    /// <summary>What it is, for a line of history: "Draft to Ada Lund".</summary>
    [JsonIgnore]
    public abstract string Label { get; }

    /// <summary>What a confirmation binds: what is done, without what only helps choosing.</summary>
    public virtual ActionContent ToEssence() => this;

    /// <summary>Whether it is kept with the move for reading, rather than only elsewhere.</summary>
    [JsonIgnore]
    public virtual bool IsKept => false;

    /// <summary>It as Markdown; null when it is not for reading by itself.</summary>
    public virtual string? ToMarkdown() => null;

    /// <summary>What is kept of it after an undo.</summary>
    public virtual ActionContent Withdraw() => this;
}

/// <summary>A mail.</summary>
/// <param name="To">Recipient's address.</param>
/// <param name="ToName">Recipient's name.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Plain text.</param>
/// <param name="ThreadId">Gmail thread that it answers.</param>
/// <param name="InReplyTo">Message-ID that it answers.</param>
public sealed record PreviewedMail(string To, string? ToName, string Subject, string Body, string? ThreadId, string? InReplyTo) : ActionContent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Label => $"Draft to {ToName ?? "the contact"}";
}

/// <summary>A task in HubSpot.</summary>
/// <param name="Subject">What is to be done.</param>
/// <param name="Body">More about it.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Urgent">Whether it gets high priority.</param>
/// <param name="About">What it is associated with, in words: "Ada Lund, Northwind lanes 2027".</param>
public sealed record PreviewedTask(string Subject, string Body, DateTimeOffset DueAt, bool Urgent, string? About) : ActionContent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Label => $"Task \"{Subject}\"";
}

/// <summary>A note in HubSpot: a briefing, a report.</summary>
/// <param name="Subject">Its first line.</param>
/// <param name="Body">Its text.</param>
/// <param name="Health">For a health report: 0–100.</param>
/// <param name="About">What it is associated with, in words.</param>
public sealed record PreviewedNote(string Subject, string Body, int? Health, string? About) : ActionContent
{
    /// <summary>For a health report: 100 minus health.</summary>
    public int? Risk => 100 - Health;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Label => $"Note \"{Subject}\"";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsKept => true;

    /// <inheritdoc/>
    public override string ToMarkdown() => $"# {Subject}\n\n{Body}\n";
}

/// <summary>A meeting with one guest.</summary>
/// <param name="To">The guest's address.</param>
/// <param name="ToName">His name.</param>
/// <param name="Subject">What the meeting is called.</param>
/// <param name="Body">Its agenda; part of the invitation.</param>
/// <param name="Start">When it begins, UTC.</param>
/// <param name="End">When it ends.</param>
public sealed record PreviewedMeeting(string To, string? ToName, string Subject, string Body, DateTimeOffset Start, DateTimeOffset End) : ActionContent
{
    /// <summary>IANA name of the zone in which it is meant.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Who is busy at this time, in a sentence: the user may book it all the same. Null when nobody is known to be.</summary>
    public string? Clash { get; init; }

    /// <summary>Whether the guest's busy times are visible to us; if not, he may be busy at any of the proposals.</summary>
    public required bool GuestVisible { get; init; }

    /// <summary>Times to choose from, earliest first; at most three.</summary>
    public required IReadOnlyList<TimeSlot> Slots { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Label => $"Meeting with {ToName ?? "the contact"}";

    /// <inheritdoc/>
    public override ActionContent ToEssence() => this with { Slots = [] };
}

/// <summary>A risk that goes to whoever can do something about it: a task, and a draft with the same words.</summary>
/// <param name="Subject">What is at risk.</param>
/// <param name="Body">Why, since when, what to do.</param>
/// <param name="To">Address of the account's owner, who gets the draft.</param>
/// <param name="DueAt">By when the task is to be done.</param>
/// <param name="About">What the task is associated with, in words.</param>
public sealed record PreviewedEscalation(string Subject, string Body, string To, DateTimeOffset DueAt, string? About) : ActionContent
{
    /// <summary>Name of the account's owner.</summary>
    public string? ToName { get; init; }

    /// <summary>HubSpot's id of whoever gets the task; null leaves it without an owner.</summary>
    public string? OwnerId { get; init; }

    /// <summary>His name.</summary>
    public string? OwnerName { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Label => $"Escalation \"{Subject}\"";
}
