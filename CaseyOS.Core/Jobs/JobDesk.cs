using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Jobs;

/// <summary>Starts jobs, one of a kind at a time, and says where they stand.</summary>
public sealed partial class JobDesk(JobStore jobs, DurableTaskClient orchestrations, TimeProvider clock, ILogger<JobDesk> logger)
{
    private const int Tries = 5;

    /// <summary>Starts a job, or answers the one of this kind that is at work.</summary>
    /// <remarks>
    /// The start is sent each time: it is no second run, and it helps a job whose own start was lost when the process died
    /// between the two.
    /// </remarks>
    public async Task<JobReport> StartAsync(JobKind kind, OwnerId by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var wanted = new Job { Id = JobId.New(clock), Kind = kind, StartedBy = by, CreatedAt = now };
        for (var attempt = 0; ; attempt++)
        {
            var job = await jobs.TryBeginAsync(wanted, cancellationToken) ? wanted : await RunningAsync(kind, cancellationToken);
            if (job is not null)
            {
                await orchestrations.ScheduleNewOrchestrationInstanceAsync(kind.ToString(), job.Id, new(job.InstanceId), cancellationToken);
                Log.Started(logger, kind, job.Id, by, job == wanted);
                return new(job, await jobs.ReadPartsAsync(job.Id, cancellationToken));
            }

            if (attempt >= Tries)
            {
                throw new ConflictException("job_busy", "Another job of this kind is just ending. Try again.", TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>A job with its parts; null when there is none.</summary>
    public async Task<JobReport?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        await jobs.FindReportAsync(id, cancellationToken) is { } report
            ? report with { Job = await CheckedAsync(report.Job, cancellationToken) }
            : null;

    /// <summary>Notes that somebody ended an orchestration, in case it was a job's.</summary>
    public async Task NoteStoppedAsync(string instanceId, CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<JobKind>())
        {
            if (await jobs.FindActiveAsync(kind, cancellationToken) is { } id && await jobs.FindAsync(id, cancellationToken) is { } job && job.InstanceId == instanceId)
            {
                await EndAsync(job, JobState.Stopped, "An administrator ended it.", cancellationToken);
            }
        }
    }

    private async Task<Job?> RunningAsync(JobKind kind, CancellationToken cancellationToken) =>
        await jobs.FindActiveAsync(kind, cancellationToken) is { } id
        && await jobs.FindAsync(id, cancellationToken) is { } job
        && await CheckedAsync(job, cancellationToken) is { } found && !found.State.IsFinished()
            ? found
            : null;

    // An orchestration that has ended without ending its job has died of something that no step could note.
    private async Task<Job> CheckedAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.State.IsFinished())
        {
            return job;
        }

        try
        {
            if (await orchestrations.GetInstanceAsync(job.InstanceId, cancellation: cancellationToken) is not { IsCompleted: true } ended)
            {
                return job;
            }

            // It may have ended between the two reads.
            return await jobs.FindAsync(job.Id, cancellationToken) is { } again && again.State.IsFinished()
                ? again
                : await EndAsync(
                    job,
                    ended.RuntimeStatus == OrchestrationRuntimeStatus.Terminated ? JobState.Stopped : JobState.Failed,
                    ended.FailureDetails?.ErrorMessage ?? "It was ended from outside.",
                    cancellationToken);
        }
        catch (Exception exception) when (exception is ConflictException or ConnectorException)
        {
            // Whoever knows cannot be asked at the moment; what the job says of itself has to do.
            Log.NotAsked(logger, exception, job.Id);
            return job;
        }
    }

    private async Task<Job> EndAsync(Job job, JobState state, string problem, CancellationToken cancellationToken)
    {
        var ended = job with { State = state, EndedAt = clock.GetUtcNow(), Problem = problem };
        await jobs.SaveAsync(ended, cancellationToken);
        Log.Died(logger, job.Kind, job.Id, state, problem);
        return ended;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Job {Kind} {Job} asked for by {Owner}; new: {New}")]
        public static partial void Started(ILogger logger, JobKind kind, JobId job, OwnerId owner, bool @new);

        [LoggerMessage(LogLevel.Warning, "Job {Kind} {Job} ended as {State}: {Problem}")]
        public static partial void Died(ILogger logger, JobKind kind, JobId job, JobState state, string problem);

        [LoggerMessage(LogLevel.Information, "The orchestration of job {Job} cannot be asked at the moment")]
        public static partial void NotAsked(ILogger logger, Exception exception, JobId job);
    }
}
