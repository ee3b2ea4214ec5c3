using System.Text.Json.Serialization;

namespace CaseyOS.Core.Executions;

/// <summary>What an execution waits for.</summary>
public enum WatchState
{
    /// <summary>The effect is being made, or it is being found out whether it was.</summary>
    Performing,

    /// <summary>The mail is held before it is sent, so that the user can call it off.</summary>
    Holding,

    /// <summary>The effect exists; HubSpot is being told for the first time.</summary>
    TellingCrm,

    /// <summary>The draft lies in the mailbox; only its sending starts the clock.</summary>
    WaitingForSending,

    /// <summary>The mail is sent; an answer is awaited.</summary>
    WaitingForReply,

    /// <summary>Nothing is awaited any more.</summary>
    Ended,
}

/// <summary>Why nothing is awaited any more.</summary>
public enum WatchEnd
{
    /// <summary>A person answered, or something else came back that counts as success.</summary>
    Replied,

    /// <summary>The mail came back.</summary>
    Bounced,

    /// <summary>The window passed without an answer.</summary>
    NoResponse,

    /// <summary>The draft was neither sent nor deleted for a week.</summary>
    DraftAbandoned,

    /// <summary>The user deleted the draft.</summary>
    DraftDeleted,

    /// <summary>The user stopped watching.</summary>
    Cancelled,

    /// <summary>The execution was undone.</summary>
    RolledBack,

    /// <summary>It is done, and nothing comes back from what it did.</summary>
    Done,

    /// <summary>The execution failed, or what became of it could not be found out.</summary>
    Failed,
}

/// <summary>One line of what happened since the click, for people.</summary>
/// <param name="At">When.</param>
/// <param name="Text">A sentence, without times: those are shown in the reader's zone.</param>
public sealed record WatchNote(DateTimeOffset At, string Text);

/// <summary>Where the watch over an execution stands. It is part of the execution's row, which is the truth; events only wake whoever acts on it.</summary>
public sealed record Watch
{
    private const int MostNotes = 30;

    /// <summary>Of executions that nobody watches.</summary>
    public static Watch None { get; } = new() { State = WatchState.Ended };

    /// <summary>Where it stands.</summary>
    public required WatchState State { get; init; }

    /// <summary>When waiting ends by itself: the performer's lease, the week for sending, the window for answers. Null once ended.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When somebody looks next without being called.</summary>
    public DateTimeOffset? NextCheck { get; init; }

    /// <summary>When HubSpot is told again; null while it knows everything, or after the last try.</summary>
    public DateTimeOffset? TellAt { get; init; }

    /// <summary>Why it ended; null before.</summary>
    public WatchEnd? EndedBecause { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A later end than the window's, because the person is away until then.</summary>
    public DateTimeOffset? ExtendedUntil { get; init; }

    /// <summary>Why the end was moved, in a sentence.</summary>
    public string? ExtendedBecause { get; init; }

    /// <summary>Whether it has been decided what follows a mail without an answer, so that it is decided once.</summary>
    public bool FollowUpDecided { get; init; }

    /// <summary>What happened, oldest first; a long one loses lines after the first.</summary>
    public IReadOnlyList<WatchNote> Timeline { get; init; } = [];

    /// <summary>Whether nothing is awaited any more.</summary>
    [JsonIgnore]
    public bool IsOver => State == WatchState.Ended;

    /// <summary>With one more line; not twice the same in a row.</summary>
    public Watch Say(DateTimeOffset at, string text) => Timeline is [.., { Text: var last }] && last == text
        ? this
        : this with { Timeline = Timeline.Count < MostNotes ? [.. Timeline, new(at, text)] : [Timeline[0], .. Timeline.Skip(2), new(at, text)] };
}
