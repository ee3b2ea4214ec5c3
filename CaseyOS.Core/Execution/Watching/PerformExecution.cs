using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>
/// Performs an execution unless that is done or somebody holds its lease; takes over from a performer who died. As the first
/// activity it also takes back the row that waits for the orchestration's start.
/// </summary>
public sealed class PerformExecution(ExecutionStore executions, TakeOver takeOver, TimeProvider clock) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override async Task<Standing> RunAsync(TaskActivityContext context, WatchInput input)
    {
        await executions.NoteStartAsync(input.Owner, input.Execution, CancellationToken.None);
        await takeOver.RunAsync(input.Owner, input.Execution, CancellationToken.None, input.At);
        var execution = (await executions.GetAsync(input.Owner, input.Execution, CancellationToken.None)).Value;
        var (stands, now) = (Standing.Of(execution), input.Now(clock));
        // Still not done although nobody holds it: the emergency stop is on. Young ones are looked at often.
        return stands.IsUnderWay && stands.WakeAt(now) <= now ? stands with { NextCheck = now + WatchPlan.WhileStopped(now - execution.StartedAt) } : stands;
    }
}
