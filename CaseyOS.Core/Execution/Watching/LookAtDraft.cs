using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Sees whether the draft was sent, edited and sent, or deleted, in case the poll missed it.</summary>
public sealed class LookAtDraft(Looks looks, DraftWatch drafts) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override Task<Standing> RunAsync(TaskActivityContext context, WatchInput input) =>
        looks.RunAsync(input, WatchState.WaitingForSending, (current, now) => drafts.LookAsync(current, CancellationToken.None, now));
}
