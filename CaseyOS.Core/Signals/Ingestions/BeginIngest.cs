using CaseyOS.Core.Jobs;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Signals.Ingestions;

/// <summary>Decides what there is to read, and notes it. Null when the job has ended: a second start is no second run.</summary>
public sealed class BeginIngest(JobStore jobs, Ingestion ingestion, TimeProvider clock) : TaskActivity<JobId, SourceTurn[]?>
{
    /// <inheritdoc/>
    public override async Task<SourceTurn[]?> RunAsync(TaskActivityContext context, JobId input)
    {
        if (await jobs.FindAsync(input, CancellationToken.None) is not { } job || job.State.IsFinished())
        {
            return null;
        }

        SourceTurn[] turns = [.. await ingestion.PlanAsync(CancellationToken.None)];
        foreach (var turn in turns)
        {
            // A step that ran before a crash keeps what it noted.
            await jobs.SavePartAsync(input, await jobs.GetPartAsync(input, turn.Source, turn.Owner, CancellationToken.None), CancellationToken.None);
        }

        await jobs.SaveAsync(job with { State = JobState.Running, StartedAt = job.StartedAt ?? clock.GetUtcNow(), Total = turns.Length }, CancellationToken.None);
        return turns;
    }
}
