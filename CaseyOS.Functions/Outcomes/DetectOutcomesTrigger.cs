using CaseyOS.Core.Executions;

namespace CaseyOS.Functions.Outcomes;

/// <summary>Looks after executions: takes over interrupted ones, tells HubSpot what it has not heard, sees what became of drafts.</summary>
public sealed class DetectOutcomesTrigger(ExecutionRecovery recovery) : ITimerTrigger
{
    /// <inheritdoc/>
    public Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken) => recovery.RunAsync(cancellationToken);
}
