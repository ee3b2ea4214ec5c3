using CaseyOS.Core.Accounts;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Queue;

/// <summary>Brings the scores and sums of all owners up to date. One owner's trouble does not keep the others waiting.</summary>
public sealed partial class ScoreRecalculation(CommandQueue queue, RuleTallies tallies, AccountStore accounts, ILogger<ScoreRecalculation> logger)
{
    /// <summary>Recalculates every account's open moves.</summary>
    /// <exception cref="AggregateException">It failed for some owners; the others are done.</exception>
    public async Task<Recalculation> RunAsync(CancellationToken cancellationToken)
    {
        var (examined, rewritten) = (0, 0);
        List<Exception> failures = [];
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            try
            {
                var result = await queue.RecalculateAsync(account.Owner, cancellationToken);
                examined += result.Examined;
                rewritten += result.Rewritten;
                await tallies.FoldAsync(account.Owner, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(logger, error, account.Owner);
                failures.Add(error);
            }
        }

        return failures.Count == 0 ? new(examined, rewritten) : throw new AggregateException("Scores could not be recalculated for every owner.", failures);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Recalculating the scores of {Owner} failed")]
        public static partial void Failed(ILogger logger, Exception error, OwnerId owner);
    }
}
