using CaseyOS.Core.Guards;
using CaseyOS.Core.Orchestration;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Tells HubSpot what it does not know yet: that the mail exists, that it was sent, that it was taken back. Twice is the same as once.</summary>
public sealed class TellCrm(ExecutionStore executions, ActionHandlers handlers, Performer performer, DraftWatch drafts, WatchPlan plan, TimeProvider clock) : TaskActivity<WatchInput, Standing>
{
    /// <inheritdoc/>
    public override async Task<Standing> RunAsync(TaskActivityContext context, WatchInput input)
    {
        var current = await executions.GetAsync(input.Owner, input.Execution, CancellationToken.None);
        var execution = current.Value;
        if (!plan.MustTell(execution))
        {
            return Standing.Of(await drafts.SaveAsync(current, execution.Watch.TellAt is null ? execution : plan.Follow(execution, execution), CancellationToken.None));
        }

        var next = await TellAsync(execution, input.Now(clock));
        return Standing.Of(await drafts.SaveAsync(current, next, CancellationToken.None));
    }

    private async Task<Execution> TellAsync(Execution execution, DateTimeOffset now)
    {
        var handler = handlers.For(execution.ActionType);
        try
        {
            var told = execution.Status == ExecutionStatus.RolledBack
                ? await performer.UntellHubSpotAsync(execution, handler, CancellationToken.None)
                : await performer.TellHubSpotAsync(execution, handler, CancellationToken.None);
            return plan.Follow(execution, told, Said(told));
        }
        catch (ActionsDisabledException stop)
        {
            return execution with { Watch = (execution.Watch with { TellAt = now + WatchPlan.WhileStopped(now - execution.StartedAt) }).Say(now, stop.Message) };
        }
    }

    private string Said(Execution told) => told switch
    {
        { LoggedResult.HubspotProblem: { } problem } => plan.MustTell(told) ? $"HubSpot could not be told: {problem}" : $"HubSpot could not be told, and will not be: {problem}",
        { Status: ExecutionStatus.RolledBack } => "HubSpot has forgotten it.",
        { SentAt: not null } => "HubSpot knows that it was sent.",
        _ => "HubSpot knows of it.",
    };
}
