using System.Security.Cryptography;
using Azure;

namespace CaseyOS.Functions.Hosting;

/// <summary>Runs all checks at once and never takes longer than its limit, whatever hangs.</summary>
internal sealed class Readiness(IEnumerable<ReadyCheck> checks, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    public async Task<ReadyReport> CheckAsync(CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(checks.Select(async check => (check, Result: await TryAsync(check, cancellationToken))));
        var status = results.Any(one => one.check.IsNeeded && one.Result.Error is not null) ? "failed"
            : results.Any(one => one.Result.Error is not null) ? "degraded"
            : "ready";
        return new(status, results.ToDictionary(one => one.check.Name, one => one.Result, StringComparer.Ordinal));
    }

    private async Task<CheckReport> TryAsync(ReadyCheck check, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        string? error = null;
        try
        {
            // A check that ignores its token must not hold up the answer.
            await Task.Run(() => check.TryAsync(limit.Token), limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = $"No answer within {Limit.TotalSeconds:0.0} s.";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            error = Words(exception);
        }

        var status = error is null ? "ready" : check.IsNeeded ? "failed" : "degraded";
        return new(status, error, Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 1));
    }

    private static string Words(Exception exception) => exception switch
    {
        RequestFailedException { Status: not 0 } refused => $"{refused.Status} {refused.ErrorCode}",
        // Data protection wraps whatever kept it from its keys, and its own words only say "refer to the inner exception".
        CryptographicException { InnerException: { } cause } => Words(cause),
        _ => exception.Message,
    };
}

/// <summary>What <c>/ready</c> answers.</summary>
internal sealed record ReadyReport(string Status, IReadOnlyDictionary<string, CheckReport> Checks);

/// <summary>One check: <c>ready</c>, <c>degraded</c> or <c>failed</c>.</summary>
internal sealed record CheckReport(string Status, string? Error, double LatencyMs);
