namespace CaseyOS.Core.Jobs;

/// <summary>A part of a job that makes progress of its own: a source, say.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Owner">Whose records it reads; <see cref="OwnerId.System"/> for what all share.</param>
public sealed record JobPart(string Name, OwnerId Owner)
{
    /// <summary>Where it stands.</summary>
    public JobState State { get; init; } = JobState.Queued;

    /// <summary>Records read so far.</summary>
    public int Done { get; init; }

    /// <summary>Records there are; null when the source does not say.</summary>
    public int? Total { get; init; }

    /// <summary>Where its next step goes on, in the part's own terms.</summary>
    public string? Position { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public string? Problem { get; init; }

    /// <summary>When its work began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of it, counted: <c>signals</c>, <c>known</c>, <c>resolved</c> …</summary>
    public IReadOnlyDictionary<string, int> Results { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <summary>A job with its parts.</summary>
/// <param name="Job">The job.</param>
/// <param name="Parts">In the order of their names.</param>
public sealed record JobReport(Job Job, IReadOnlyList<JobPart> Parts)
{
    /// <summary>Only what <paramref name="owner"/> may see: his own parts and those that all share.</summary>
    public JobReport For(OwnerId owner) => this with { Parts = [.. Parts.Where(part => part.Owner == owner || part.Owner == OwnerId.System)] };

    /// <summary>The state that follows from the parts once all have ended.</summary>
    public JobState Verdict => Parts.All(part => part.State == JobState.Succeeded) ? JobState.Succeeded
        : Parts.All(part => part.State == JobState.Failed) ? JobState.Failed
        : JobState.Partial;
}
