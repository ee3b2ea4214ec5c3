using System.Text.Json.Serialization;
using CaseyOS.Core.Executions.Delivery;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;

// The namespace is plural because a namespace named like its main type hides that type from its neighbours.
namespace CaseyOS.Core.Executions;

/// <summary>How far an execution goes on the outside.</summary>
public enum ExecutionMode
{
    /// <summary>A draft that the user sends himself; the default.</summary>
    Draft,

    /// <summary>Sent by us.</summary>
    Send,
}

/// <summary>Where an execution stands.</summary>
public enum ExecutionStatus
{
    /// <summary>A limit leaves no room now; it is done when there is.</summary>
    Queued,

    /// <summary>Key, limit and item are taken; the outside effect is being made, under a lease.</summary>
    Performing,

    /// <summary>The draft of a mail that we send is there; until the hold is over the user can call it off.</summary>
    Holding,

    /// <summary>The mail is being sent, or it is being found out whether it was.</summary>
    Sending,

    /// <summary>The mail will not be sent, that is decided; its draft is being taken back.</summary>
    Withdrawing,

    /// <summary>The effect is made; the CRM is being told.</summary>
    Logging,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Not done; nothing is left on the outside.</summary>
    Failed,

    /// <summary>Called off before anything was done.</summary>
    Cancelled,

    /// <summary>Undone.</summary>
    RolledBack,
}

/// <summary>One attempt to perform a move's action.</summary>
public sealed record Execution
{
    /// <summary>Time-ordered id; also the key that outside effects carry, so that a repeat finds them.</summary>
    public required ExecutionId Id { get; init; }

    /// <summary>Whose.</summary>
    public required OwnerId Owner { get; init; }

    /// <summary>The move.</summary>
    public required QueueItemId ItemId { get; init; }

    /// <summary>The move's title at the time.</summary>
    public required string ItemTitle { get; init; }

    /// <summary>What it did.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Draft or send.</summary>
    public required ExecutionMode Mode { get; init; }

    /// <summary>Where it stands.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>What it does, exactly as previewed and confirmed.</summary>
    public required ActionContent Content { get; init; }

    /// <summary>The mail; only for executions that make one.</summary>
    /// <exception cref="InvalidOperationException">It makes none.</exception>
    [JsonIgnore]
    public PreviewedMail Mail => Content as PreviewedMail ?? throw new InvalidOperationException($"Execution {Id} makes no mail.");

    /// <summary>What it left outside.</summary>
    public ActionResult? Result { get; init; }

    /// <summary>What it left outside, when that is a mail.</summary>
    [JsonIgnore]
    public MailResult? MailResult => Result as MailResult;

    /// <summary>What it left outside, when HubSpot is told of it.</summary>
    [JsonIgnore]
    public LoggedResult? LoggedResult => Result as LoggedResult;

    /// <summary>Whom it is addressed to: the address of a mail's recipient or a meeting's guest; null when it is addressed to nobody.</summary>
    [JsonIgnore]
    public string? Recipient => Content switch { PreviewedMail mail => mail.To, PreviewedMeeting meeting => meeting.To, PreviewedEscalation escalation => escalation.To, _ => null };

    /// <summary>Why it failed, in a sentence the user can act on.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it can be undone now.</summary>
    public bool Reversible { get; init; } = true;

    /// <summary>Address of the user who confirmed it, or <c>automated</c>.</summary>
    public required string ExecutedBy { get; init; }

    /// <summary>Whether a script confirmed it in his name.</summary>
    public bool ByScript { get; init; }

    /// <summary>Key the caller gave for "the same request".</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 over the request, so that the same key with another body is recognised.</summary>
    public required string RequestHash { get; init; }

    /// <summary>How many performers have taken it on: above 1 means that somebody took over, and looks before he acts.</summary>
    public int Attempts { get; init; }

    /// <summary>Newest message of the answered thread when the user confirmed: a newer one makes the confirmation void.</summary>
    public string? NewestInThread { get; init; }

    /// <summary>Newest mail of the recipient when the user confirmed that one be sent to him: after a newer one it is not sent.</summary>
    public string? NewestFromThem { get; init; }

    /// <summary>Message-IDs of the answered conversation, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>HubSpot contact that the mail is logged on.</summary>
    public Related? Contact { get; init; }

    /// <summary>HubSpot deal that the mail is logged on.</summary>
    public Related? Deal { get; init; }

    /// <summary>HubSpot company that the mail is logged on.</summary>
    public Related? Company { get; init; }

    /// <summary>How often telling HubSpot was tried.</summary>
    public int LogAttempts { get; init; }

    /// <summary>What is awaited of it, and what happened so far.</summary>
    public Watch Watch { get; init; } = Watch.None;

    /// <summary>What became of the draft, as last seen in the mailbox.</summary>
    public DraftFate Fate { get; init; }

    /// <summary>When the mail is sent unless the user calls it off before.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>What the user overruled when he confirmed that it be sent.</summary>
    public IReadOnlyList<ConcernKind> Overruled { get; init; } = [];

    /// <summary>That it is not sent after all, and why; once this stands here, nobody sends it.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>That it is being taken back; stays when that was cut off.</summary>
    public BegunUndo? UndoBegun { get; init; }

    /// <summary>When it was sent, by the user or by us.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The Message-ID that Gmail gave the sent mail; answers name it.</summary>
    public string? SentMessageId { get; init; }

    /// <summary>What it led to, if anything yet.</summary>
    public OutcomeSummary? Outcome { get; init; }

    /// <summary>Until when a performer owns it; after that anyone may take over. While it is queued: when there is room; while it is held: when the hold is over.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it was reserved.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
