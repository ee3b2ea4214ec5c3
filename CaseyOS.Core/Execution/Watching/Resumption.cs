using CaseyOS.Core.Accounts;
using CaseyOS.Core.Guards;

namespace CaseyOS.Core.Executions.Watching;

/// <summary>Ends the emergency stop and wakes what it held, whichever instance looks after it. A wake-up that gets lost is made up for by the next look.</summary>
public sealed class Resumption(ActionSwitch actions, AccountStore accounts, ExecutionStore executions, WatchRuns runs)
{
    private const int AtOnce = 8;

    /// <summary>Ends it; again is the same as once.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Ends it early, but not once the stop is lifted: whoever closes the page leaves nothing asleep.</param>
    public async Task RunAsync(string actor, CancellationToken cancellationToken)
    {
        await actions.ResumeAsync(actor, cancellationToken);
        foreach (var account in await accounts.ListAsync(CancellationToken.None))
        {
            await Parallel.ForEachAsync(
                await executions.ListUnderWayAsync(account.Owner, CancellationToken.None),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (held, token) => await runs.WakeAsync(held.Id, token));
        }
    }
}
