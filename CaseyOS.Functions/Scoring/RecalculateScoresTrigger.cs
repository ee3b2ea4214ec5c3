using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Scoring;

/// <summary>Days pass and dates come nearer: the hourly look at all scores.</summary>
internal sealed class RecalculateScoresTrigger(ScoreRecalculation recalculation) : ITimerTrigger
{
    public Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken) => recalculation.RunAsync(cancellationToken);
}
