namespace CaseyOS.Core.Signals;

/// <summary>How a source's last run ended.</summary>
public enum RunStatus
{
    /// <summary>It has not run yet.</summary>
    Never,

    /// <summary>Everything was looked at.</summary>
    Success,

    /// <summary>Something waits for the next run: the batch was truncated.</summary>
    Partial,

    /// <summary>It broke off; the cursor stayed where it was.</summary>
    Failed,
}

/// <summary>What is known of one source for one owner (<see cref="OwnerId.System"/> for shared ones): its cursor and its last run.</summary>
public sealed record SourceState
{
    /// <summary>Name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>How the last run ended.</summary>
    public RunStatus Status { get; init; } = RunStatus.Never;

    /// <summary>Where the next run starts; its meaning is the source's own.</summary>
    public string? Cursor { get; init; }

    /// <summary>When the cursor last moved.</summary>
    public DateTimeOffset? CursorAt { get; init; }

    /// <summary>Start of the last run.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>Start of the last run that did not fail.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When the schedule runs it again, as far as it is known.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>Counts of the last run.</summary>
    public SourceCounts Counts { get; init; } = new();

    /// <summary>What went wrong in the last run, in sentences.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>What is worth knowing and no failure: records skipped and why, "batch truncated".</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Counts of one run.</summary>
public sealed record SourceCounts
{
    /// <summary>Records that the source had for us.</summary>
    public int Expected { get; init; }

    /// <summary>Records that were looked at.</summary>
    public int Imported { get; init; }

    /// <summary>Deals among them.</summary>
    public int Deals { get; init; }

    /// <summary>Contacts among them.</summary>
    public int Contacts { get; init; }

    /// <summary>Signals put on the queue.</summary>
    public int Signals { get; init; }

    /// <summary>Signals that had been seen before.</summary>
    public int Known { get; init; }

    /// <summary>Moves whose reason had gone.</summary>
    public int Resolved { get; init; }
}
