using CaseyOS.Core.Jobs;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Outcomes.Deals;

/// <summary>Notes that the job is at work. False when it has ended: a second start is no second run.</summary>
public sealed class BeginBackfill(JobStore jobs, TimeProvider clock) : TaskActivity<JobId, bool>
{
    internal const string Part = "closed_deals";

    /// <inheritdoc/>
    public override async Task<bool> RunAsync(TaskActivityContext context, JobId input)
    {
        if (await jobs.FindAsync(input, CancellationToken.None) is not { } job || job.State.IsFinished())
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var part = await jobs.GetPartAsync(input, Part, OwnerId.System, CancellationToken.None);
        await jobs.SavePartAsync(input, part with { State = JobState.Running, StartedAt = part.StartedAt ?? now }, CancellationToken.None);
        await jobs.SaveAsync(job with { State = JobState.Running, StartedAt = job.StartedAt ?? now, Total = 1 }, CancellationToken.None);
        return true;
    }
}

/// <summary>Takes in one page. True when there are more.</summary>
/// <remarks>A page whose end was not noted is taken in again, which changes nothing and counts nothing twice.</remarks>
public sealed class ImportClosedDeals(JobStore jobs, DealOutcomes outcomes) : TaskActivity<JobId, bool>
{
    /// <inheritdoc/>
    public override async Task<bool> RunAsync(TaskActivityContext context, JobId input)
    {
        if (await jobs.FindAsync(input, CancellationToken.None) is not { State: JobState.Running })
        {
            return false;
        }

        var part = await jobs.GetPartAsync(input, BeginBackfill.Part, OwnerId.System, CancellationToken.None);
        if (part.State.IsFinished())
        {
            return false;
        }

        try
        {
            var page = await outcomes.ImportAsync(part.Position, CancellationToken.None);
            await jobs.SavePartAsync(input, After(part, page), CancellationToken.None);
            return page.Next is not null;
        }
        catch (Exception exception) when (exception is CaseyOsException)
        {
            await jobs.SavePartAsync(input, part with { Problem = exception.Message }, CancellationToken.None);
            throw;
        }
    }

    private static JobPart After(JobPart part, ImportedPage page)
    {
        var stored = part.Results.GetValueOrDefault("stored") + page.Stored;
        var done = part.Done + page.Read;
        return part with
        {
            State = page.Next is null ? JobState.Succeeded : JobState.Running,
            Done = done,
            Total = page.Next is null ? done : part.Done + page.Remaining,
            Position = page.Next,
            Problem = null,
            Results = new Dictionary<string, int>(StringComparer.Ordinal) { ["stored"] = stored, ["skipped"] = done - stored },
        };
    }
}

/// <summary>Says how the job went.</summary>
public sealed class EndBackfill(JobStore jobs, TimeProvider clock) : TaskActivity<JobId, string>
{
    /// <inheritdoc/>
    public override async Task<string> RunAsync(TaskActivityContext context, JobId input)
    {
        if (await jobs.FindAsync(input, CancellationToken.None) is not { } job || job.State.IsFinished())
        {
            return "finished already";
        }

        var now = clock.GetUtcNow();
        var part = await jobs.GetPartAsync(input, BeginBackfill.Part, OwnerId.System, CancellationToken.None);
        var ended = part with { State = part.State == JobState.Succeeded ? JobState.Succeeded : JobState.Failed, EndedAt = now };
        await jobs.SavePartAsync(input, ended, CancellationToken.None);
        var state = ended.State == JobState.Succeeded ? JobState.Succeeded : ended.Done > 0 ? JobState.Partial : JobState.Failed;
        await jobs.SaveAsync(job with { State = state, EndedAt = now, Problem = ended.Problem }, CancellationToken.None);
        return state.ToString();
    }
}
