using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Outcomes;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Ends the wait for a draft that was neither sent nor deleted, after a last look.</summary>
public sealed class RecordDraftAbandoned(Looks looks, DraftWatch drafts, SilenceRecorder silence) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override async Task<Standing> RunAsync(TaskActivityContext context, WatchInput input)
    {
        await silence.CompleteAsync(input.Owner, input.Execution, CancellationToken.None);
        return await looks.RunAsync(input, WatchState.WaitingForSending, async (current, now) =>
        {
            var seen = await drafts.LookAsync(current, CancellationToken.None, now);
            return seen.Watch.State == WatchState.WaitingForSending && seen.Watch.Until <= now
                ? await silence.RecordAsync(seen, OutcomeType.DraftAbandoned, now, "The draft was neither sent nor deleted.", CancellationToken.None)
                : seen;
        });
    }
}
