using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Executions;

/// <summary>
/// Runs performers apart from the requests that started them: a user who closes the page does not cut an execution in
/// half, and a stopping program lets them come to a state from which another one can go on.
/// </summary>
public sealed partial class ExecutionRunner(Performer performer, ILogger<ExecutionRunner> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<ExecutionId, Task<Execution>> running = new();

    /// <summary>Starts a performer; the task ends with it.</summary>
    public Task<Execution> Start(Lease lease)
    {
        var id = lease.Execution.Id;
        var task = RunAsync(lease);
        running[id] = task;
        _ = task.ContinueWith(done => running.TryRemove(KeyValuePair.Create(id, done)), TaskScheduler.Default);
        return task;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Most need milliseconds; what still waits for an answer is cancelled and taken over after the restart.
        var all = Task.WhenAll(running.Values);
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
