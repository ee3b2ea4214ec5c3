namespace CaseyOS.Core.Jobs;

/// <summary>Long work that somebody started and may watch. An orchestration does it; this is what it tells of itself.</summary>
public sealed record Job
{
    /// <summary>Names it, and with it its orchestration.</summary>
    public required JobId Id { get; init; }

    /// <summary>What it does.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; } = JobState.Queued;

    /// <summary>Who started it.</summary>
    public required OwnerId StartedBy { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first step ran.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public string? Problem { get; init; }

    /// <summary>Steps it has; null before it knows.</summary>
    public int? Total { get; init; }

    /// <summary>Its orchestration.</summary>
    public string InstanceId => $"{Words(Kind)}-{Id.Value:N}";

    private static string Words(JobKind kind) => kind switch
    {
        JobKind.Ingest => "ingest",
        JobKind.BackfillDealOutcomes => "backfill-deals",
        _ => throw new InvalidOperationException($"No orchestration does {kind}."),
    };
}

/// <summary>What jobs do. The names are those of their orchestrators.</summary>
public enum JobKind
{
    /// <summary>Reads every source now.</summary>
    Ingest,

    /// <summary>Takes in how all closed deals ended.</summary>
    BackfillDealOutcomes,
}

/// <summary>Where a job, or a part of it, stands.</summary>
public enum JobState
{
    /// <summary>Asked for.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>All of it is done.</summary>
    Succeeded,

    /// <summary>Some of it is done; what is not says why.</summary>
    Partial,

    /// <summary>None of it could be done.</summary>
    Failed,

    /// <summary>Somebody ended it.</summary>
    Stopped,
}

/// <summary>What states mean.</summary>
public static class JobStates
{
    /// <summary>Whether nothing more will happen.</summary>
    public static bool IsFinished(this JobState state) => state is not (JobState.Queued or JobState.Running);
}
