namespace CaseyOS.Functions.Hosting;

/// <summary>Work that a schedule starts. The schedule stands in the function's <c>function.json</c>.</summary>
/// <remarks>Does little and returns: the host kills the process, with everything in flight, when a function takes too long.</remarks>
public interface ITimerTrigger
{
    /// <summary>One run. Throwing marks it as failed; the next run comes with the schedule.</summary>
    Task RunAsync(TimerInvocation timer, CancellationToken cancellationToken);
}
