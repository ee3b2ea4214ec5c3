using CaseyOS.Core.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Starts orchestrations whose start got lost: the program died, or storage refused, between the reservation and the start.</summary>
public sealed partial class UnstartedRuns(
    AccountStore accounts, ExecutionStore executions, WatchRuns runs, IOptions<ExecutionOptions> options, TimeProvider clock, ILogger<UnstartedRuns> logger)
{
    /// <summary>Starts all of them. Before the lease is over the reserving process may just not have come to it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() - options.Value.Lease;
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            foreach (var id in await executions.ListUnstartedAsync(account.Owner, until, cancellationToken))
            {
                Log.Started(logger, id);
                await runs.StartAsync(account.Owner, id, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The orchestration of execution {Execution} had not begun; it is started")]
        public static partial void Started(ILogger logger, ExecutionId execution);
    }
}
