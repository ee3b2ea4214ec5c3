using Azure;
using Microsoft.Extensions.Logging;

namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>A budget that all instances share as long as storage answers; while it does not, each keeps to its own limits.</summary>
internal sealed partial class SharedLimit(string name, IBudgetRow row, BudgetLimits limits, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan WithoutStorage = TimeSpan.FromSeconds(30);
    private readonly SharedBudget budget = new(row, limits, clock);
    private long? storageFailedAt;

    /// <summary>Waits for so many calls and takes them; the remaining wait instead when it would last longer than <paramref name="longest"/>.</summary>
    public async ValueTask<TimeSpan?> TakeAsync(bool search, TimeSpan longest, CancellationToken cancellationToken, int calls = 1)
    {
        if (storageFailedAt is { } at && clock.GetElapsedTime(at) < WithoutStorage)
        {
            return null;
        }

        try
        {
            var wait = await budget.TakeAsync(search, longest, cancellationToken, calls);
            storageFailedAt = null;
            return wait;
        }
        catch (RequestFailedException error)
        {
            // Better one instance within its limits and perhaps a 429 than no work at all because the counter is away.
            storageFailedAt = clock.GetTimestamp();
            Log.NotShared(logger, error, name);
            return null;
        }
    }

    public void Dispose() => budget.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The limits of {Name} cannot be shared with other instances for half a minute: storage does not answer")]
        public static partial void NotShared(ILogger logger, Exception error, string name);
    }
}
