using CaseyOS.Core.Jobs;

namespace CaseyOS.Functions.Jobs;

/// <summary>A job and how far it is: <c>done</c> of <c>total</c> parts, and each part's records.</summary>
public sealed record JobResponse(
    JobId Id,
    JobKind Kind,
    JobState State,
    int Done,
    int? Total,
    string? Problem,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyDictionary<string, int> Results,
    IReadOnlyList<JobPartResponse> Parts)
{
    internal static JobResponse From(JobReport report) => new(
        report.Job.Id,
        report.Job.Kind,
        report.Job.State,
        report.Parts.Count(part => part.State.IsFinished()),
        report.Parts.Count > 0 ? report.Parts.Count : null,
        report.Job.Problem,
        report.Job.CreatedAt,
        report.Job.StartedAt,
        report.Job.EndedAt,
        report.Parts.SelectMany(part => part.Results).GroupBy(result => result.Key, StringComparer.Ordinal)
            .ToDictionary(results => results.Key, results => results.Sum(result => result.Value), StringComparer.Ordinal),
        [.. report.Parts.Select(JobPartResponse.From)]);
}

/// <summary>A part of a job; <c>done</c> of <c>total</c> records, where <c>total</c> is null as long as nobody knows.</summary>
public sealed record JobPartResponse(
    string Name,
    JobState State,
    int Done,
    int? Total,
    string? Problem,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyDictionary<string, int> Results)
{
    internal static JobPartResponse From(JobPart part) =>
        new(part.Name, part.State, part.Done, part.Total, part.Problem, part.StartedAt, part.EndedAt, part.Results);
}

/// <summary>A page of jobs, newest first.</summary>
public sealed record JobListResponse(IReadOnlyList<JobResponse> Items, string? NextCursor);
