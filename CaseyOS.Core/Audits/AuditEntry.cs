using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Audits;

/// <summary>Something that touched the outside or changed a setting. People outside appear as ids and keyed hashes only.</summary>
public sealed record AuditEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the user's address, or <c>automated</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What: <c>execution_started</c>, <c>execution_succeeded</c>, <c>execution_failed</c>, <c>execution_rolled_back</c>, <c>actions_stopped</c> …</summary>
    public required string What { get; init; }

    /// <summary>Upon what, where that is neither an execution nor a move: "orchestration ExecuteAndWatch 0198…".</summary>
    public string? Target { get; init; }

    /// <summary>The execution.</summary>
    public ExecutionId? Execution { get; init; }

    /// <summary>Its move.</summary>
    public QueueItemId? Item { get; init; }

    /// <summary>Its kind.</summary>
    public ActionType? ActionType { get; init; }

    /// <summary>Draft or send.</summary>
    public ExecutionMode? Mode { get; init; }

    /// <summary>HubSpot id of the contact.</summary>
    public string? Contact { get; init; }

    /// <summary>Keyed hash of the recipient's address.</summary>
    public string? Recipient { get; init; }

    /// <summary>SHA-256 of what was confirmed.</summary>
    public string? Content { get; init; }

    /// <summary>How it ended, or why it was done, in words.</summary>
    public string? Result { get; init; }

    /// <summary>Place in the log, newest first; a cursor.</summary>
    public string Key { get; init; } = "";
}
