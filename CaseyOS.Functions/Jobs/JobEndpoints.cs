using CaseyOS.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseyOS.Functions.Jobs;

/// <summary>Long work and how far it is.</summary>
public static class JobEndpoints
{
    private const int UsualItems = 20;
    private const int MostItems = 50;

    /// <summary>Maps <c>/api/jobs</c>.</summary>
    public static RouteGroupBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/jobs").RequireAuthorization().WithTags("Jobs").ProducesProblem(StatusCodes.Status401Unauthorized);
        jobs.MapGet("", List).WithSummary("Jobs, newest first").WithName("ListJobs").ProducesProblem(StatusCodes.Status400BadRequest);
        jobs.MapGet("/{id}", Get).WithSummary("One job and how far it is").WithName("GetJob").ProducesProblem(StatusCodes.Status404NotFound);
        return jobs;
    }

    /// <summary>202 with the job, for the endpoints that start one.</summary>
    internal static Accepted<JobResponse> Started(JobReport report, CurrentUser user) =>
        TypedResults.Accepted($"/api/jobs/{report.Job.Id}", JobResponse.From(report.For(user.Owner)));

    private static async Task<Ok<JobListResponse>> List(int? limit, string? cursor, JobStore jobs, CurrentUser user, CancellationToken cancellationToken)
    {
        var size = IdPages.Size(limit, UsualItems, MostItems);
        var found = await jobs.ListAsync(IdPages.After<Job>(cursor), size + 1, cancellationToken);
        var page = found.Take(size).ToList();
        var reports = await Task.WhenAll(page.Select(async job => new JobReport(job, await jobs.ReadPartsAsync(job.Id, cancellationToken)).For(user.Owner)));
        return TypedResults.Ok(new JobListResponse([.. reports.Select(JobResponse.From)], found.Count > size ? PageCursor.Encode(page[^1].Id.ToString()) : null));
    }

    private static async Task<Results<Ok<JobResponse>, ProblemHttpResult>> Get(JobId id, JobDesk jobs, CurrentUser user, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } report
            ? TypedResults.Ok(JobResponse.From(report.For(user.Owner)))
            : Problems.NotFound($"There is no job {id}.");
}
