using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Proposes to write again after a mail that nobody answered, or says in the timeline why not. Decided once per execution.</summary>
public sealed class CreateFollowUp(ExecutionStore executions, FollowUps followUps, WatchKeeper keeper, WatchPlan plan) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override async Task<Standing> RunAsync(TaskActivityContext context, WatchInput input)
    {
        var execution = (await executions.GetAsync(input.Owner, input.Execution, CancellationToken.None)).Value;
        if (execution.Watch is not { EndedBecause: WatchEnd.NoResponse, FollowUpDecided: false })
        {
            return Standing.Of(execution);
        }

        var said = await followUps.ProposeAsync(execution, CancellationToken.None);
        return Standing.Of(await keeper.ChangeAsync(
            input.Owner, input.Execution, seen => plan.Follow(seen, seen with { Watch = seen.Watch with { FollowUpDecided = true } }, said), CancellationToken.None));
    }
}
