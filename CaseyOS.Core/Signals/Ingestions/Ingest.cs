using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Signals.Ingestions;

/// <summary>
/// Reads every source now. What one owner's sources read runs one after the other, as it does by the timers; owners run at
/// the same time. A source that fails does not keep the others from running.
/// </summary>
public sealed class Ingest : TaskOrchestrator<JobId, string>
{
    // One turn can decide some ninety activities.
    private const int LanesAtOnce = 40;

    private static readonly TaskOptions Storage = new(new RetryPolicy(5, TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(30)));
    private static readonly TaskOptions Sources = new(new RetryPolicy(4, TimeSpan.FromSeconds(5), 3, TimeSpan.FromMinutes(1)));

    /// <inheritdoc/>
    public override async Task<string> RunAsync(TaskOrchestrationContext context, JobId input)
    {
        if (await context.CallActivityAsync<SourceTurn[]?>(nameof(BeginIngest), input, Storage) is not { } turns)
        {
            return "finished already";
        }

        var lanes = turns.GroupBy(turn => turn.Owner).ToList();
        foreach (var some in lanes.Chunk(LanesAtOnce))
        {
            await Task.WhenAll(some.Select(lane => RunLaneAsync(context, input, lane)));
        }

        return await context.CallActivityAsync<string>(nameof(EndIngest), input, Storage);
    }

    private static async Task RunLaneAsync(TaskOrchestrationContext context, JobId job, IEnumerable<SourceTurn> lane)
    {
        foreach (var turn in lane)
        {
            try
            {
                await context.CallActivityAsync(nameof(RunIngestSource), new IngestStep(job, turn), Sources);
            }
            catch (TaskFailedException)
            {
                // Its part of the job says what was wrong.
            }
        }
    }
}

/// <summary>One source of a job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Turn">What runs for whom.</param>
public sealed record IngestStep(JobId Job, SourceTurn Turn);
