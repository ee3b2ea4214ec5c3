using Azure;
using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Orchestration;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Executions;

/// <summary>Starts and wakes the orchestrations that look after executions. What gets lost on the way is made up for: starts by a row that waits for them, wake-ups by the next look.</summary>
public sealed partial class WatchRuns(DurableTaskClient client, ILogger<WatchRuns> logger)
{
    /// <summary>Starts the orchestration of an execution; again is the same as once.</summary>
    public Task StartAsync(OwnerId owner, ExecutionId id, CancellationToken cancellationToken) => client.ScheduleNewOrchestrationInstanceAsync(
        nameof(ExecuteAndWatch), new WatchInput(owner, id), new StartOrchestrationOptions(id.ToString()), cancellationToken);

    /// <summary>The same, when a failure is no reason to stop: the row that waits for the start brings it about later.</summary>
    public async Task TryStartAsync(OwnerId owner, ExecutionId id)
    {
        try
        {
            await StartAsync(owner, id, CancellationToken.None);
        }
        catch (RequestFailedException error)
        {
            Log.NotStarted(logger, error, id);
        }
    }

    /// <summary>Has HubSpot told what became known of an execution after its orchestration had ended: a run of its own, which ends with that.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="news">Names what is new; each is told by one run.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public Task StartAgainAsync(OwnerId owner, ExecutionId id, string news, CancellationToken cancellationToken) => client.ScheduleNewOrchestrationInstanceAsync(
        nameof(ExecuteAndWatch), new WatchInput(owner, id), new StartOrchestrationOptions($"{id}-{news}"), cancellationToken);

    /// <summary>Has the orchestration look at its execution, whose row has changed.</summary>
    public async Task WakeAsync(ExecutionId id, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(id.ToString(), ExecuteAndWatch.Changed, cancellation: cancellationToken);
        }
        catch (ConflictException ended) when (ended.Code == "finished")
        {
            Log.Ended(logger, id);
        }
        catch (RequestFailedException error)
        {
            Log.NotWoken(logger, error, id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The orchestration of execution {Execution} could not be started; it will be")]
        public static partial void NotStarted(ILogger logger, Exception error, ExecutionId execution);

        [LoggerMessage(LogLevel.Warning, "The orchestration of execution {Execution} could not be woken; it looks by itself later")]
        public static partial void NotWoken(ILogger logger, Exception error, ExecutionId execution);

        [LoggerMessage(LogLevel.Debug, "The orchestration of execution {Execution} has ended")]
        public static partial void Ended(ILogger logger, ExecutionId execution);
    }
}
