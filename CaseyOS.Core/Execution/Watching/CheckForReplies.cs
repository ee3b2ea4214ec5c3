using CaseyOS.Core.Orchestration;
using CaseyOS.Core.Outcomes;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Reads the conversation again, or the meeting in the calendar, in case an answer slipped past the poll.</summary>
public sealed class CheckForReplies(Looks looks, MissedReplies replies, MeetingAnswers meetings, WatchKeeper keeper, WatchPlan plan) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override Task<Standing> RunAsync(TaskActivityContext context, WatchInput input) => looks.RunAsync(input, WatchState.WaitingForReply, async (current, now) =>
    {
        await replies.TakeInAsync(current.Value, CancellationToken.None);
        await meetings.TakeInAsync(current.Value, CancellationToken.None);
        return await keeper.ChangeAsync(
            input.Owner, input.Execution, seen => seen.Watch.State == WatchState.WaitingForReply ? plan.Follow(seen, seen, lookedAt: now) : null, CancellationToken.None);
    });
}
