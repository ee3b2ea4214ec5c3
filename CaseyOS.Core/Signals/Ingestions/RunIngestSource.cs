using System.Runtime.ExceptionServices;
using CaseyOS.Core.Jobs;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Signals.Ingestions;

/// <summary>Reads one source and notes once a second how far it is. Safe to repeat: a cursor moves only when all is on the queue, and signals are told apart by their hash.</summary>
/// <remarks>A passing failure is thrown, so that the orchestration tries again; a lasting one is noted, and that is that.</remarks>
public sealed class RunIngestSource(JobStore jobs, Ingestion ingestion, TimeProvider clock) : TaskActivity<IngestStep, string>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task<string> RunAsync(TaskActivityContext context, IngestStep input)
    {
        var (id, turn) = input;
        if (await jobs.FindAsync(id, CancellationToken.None) is not { State: JobState.Queued or JobState.Running })
        {
            return "finished already";
        }

        var known = await jobs.GetPartAsync(id, turn.Source, turn.Owner, CancellationToken.None);
        var part = new JobPart(turn.Source, turn.Owner) { State = JobState.Running, StartedAt = known.StartedAt ?? clock.GetUtcNow(), Problem = known.Problem };
        await jobs.SavePartAsync(id, part, CancellationToken.None);
        var result = await WatchAsync(id, part, turn);
        var ended = Ended(part, result);
        await jobs.SavePartAsync(id, ended, CancellationToken.None);
        if (result.Error is { } error && Transience.IsTransient(error))
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return ended.State.ToString();
    }

    private async Task<SourceRunResult> WatchAsync(JobId id, JobPart part, SourceTurn turn)
    {
        var run = ingestion.RunAsync(turn, CancellationToken.None);
        while (await Task.WhenAny(run, Task.Delay(Pause, clock)) != run)
        {
            if (ingestion.Running(turn) is { } going && (going.Read != part.Done || going.Announced != part.Total))
            {
                part = part with { Done = going.Read, Total = going.Announced };
                await jobs.SavePartAsync(id, part, CancellationToken.None);
            }
        }

        return await run;
    }

    private JobPart Ended(JobPart part, SourceRunResult result)
    {
        var counts = result.State.Counts;
        return part with
        {
            State = result.Error is null ? JobState.Succeeded : JobState.Failed,
            Done = counts.Imported,
            Total = result.Error is null ? counts.Imported : part.Total,
            Problem = result.Error?.Message,
            EndedAt = clock.GetUtcNow(),
            Results = new Dictionary<string, int>(StringComparer.Ordinal) { ["signals"] = counts.Signals, ["known"] = counts.Known, ["resolved"] = counts.Resolved },
        };
    }
}
