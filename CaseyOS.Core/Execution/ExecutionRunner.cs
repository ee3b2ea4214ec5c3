using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Executions;

/// <summary>
/// Runs performers apart from the requests that started them: a user who closes the page does not cut an execution in
/// half, and a stopping program lets them come to a state from which another one can go on.
/// </summary>
public sealed partial class ExecutionRunner(Performer performer, WatchRuns runs, TimeProvider clock, ILogger<ExecutionRunner> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, byte> performers = new();
    private readonly ConcurrentDictionary<Task, byte> starts = new();

    /// <summary>Starts the performer of a new execution, and the orchestration that looks after it from then on.</summary>
    /// <returns>Ends with the performer.</returns>
    public Task<Execution> Begin(Lease lease)
    {
        var performing = Start(lease);
        Keep(starts, StartWatchAsync(performing, lease.Execution));
        return performing;
    }

    /// <summary>Starts a performer; the task ends with it.</summary>
    public Task<Execution> Start(Lease lease)
    {
        var performing = RunAsync(lease);
        Keep(performers, performing);
        return performing;
    }

    /// <summary>Ends when what runs now has ended.</summary>
    public Task IdleAsync() => Task.WhenAll([.. performers.Keys, .. starts.Keys]);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Most need milliseconds; what still waits for an answer is cancelled and taken over after the restart.
        var all = IdleAsync();
        try
        {
            await all.WaitAsync(TimeSpan.FromSeconds(3), TimeProvider.System, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            await stopping.CancelAsync();
        }
        catch (Exception error)
        {
            Log.Ended(logger, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private static void Keep(ConcurrentDictionary<Task, byte> running, Task task)
    {
        running[task] = 0;
        _ = task.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
    }

    // Users wait for what is being performed, and nobody for the orchestration: there already, it could only wait as well.
    private async Task StartWatchAsync(Task performing, Execution execution)
    {
        var late = Task.Delay(Soon, clock, stopping.Token);
        await Task.WhenAny(performing, late);
        await Task.WhenAny(Task.WhenAll(performers.Keys), late);
        await runs.TryStartAsync(execution.Owner, execution.Id);
    }

    private async Task<Execution> RunAsync(Lease lease)
    {
        await Task.Yield();
        try
        {
            return await performer.RunAsync(lease, stopping.Token);
        }
        catch (Exception error)
        {
            // Whoever waits hears it too; when nobody does any more, the log does.
            Log.Broke(logger, error, lease.Execution.Id);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Execution {Execution} broke off; it is taken over when its lease ends")]
        public static partial void Broke(ILogger logger, Exception error, ExecutionId execution);

        [LoggerMessage(LogLevel.Warning, "An execution ended with an error while the program stopped")]
        public static partial void Ended(ILogger logger, Exception error);
    }
}
