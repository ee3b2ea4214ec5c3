using CaseyOS.Core.Executions.Watching;

namespace CaseyOS.Functions.Outcomes;

/// <summary>Starts the orchestrations of executions whose start got lost. All else about executions is the orchestrations' business.</summary>
public sealed class DetectOutcomesTrigger(UnstartedRuns unstarted) : ITimerTrigger
{
    /// <inheritdoc/>
    public Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken) => unstarted.StartAsync(cancellationToken);
}
