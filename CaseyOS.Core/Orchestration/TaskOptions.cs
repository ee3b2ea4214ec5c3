namespace CaseyOS.Core.Orchestration;

/// <summary>How a task is run.</summary>
/// <param name="Retry">When given, failures are tried again; the pauses are durable timers.</param>
public sealed record TaskOptions(RetryPolicy? Retry = null);

/// <summary>When a failed activity is tried again.</summary>
/// <param name="maxNumberOfAttempts">Tries in all, the first included; at least 1.</param>
/// <param name="firstRetryInterval">Pause after the first failure.</param>
/// <param name="backoffCoefficient">Factor from each pause to the next; at least 1.</param>
/// <param name="maxRetryInterval">Longest pause.</param>
/// <param name="retryTimeout">No further try begins after this time since the first.</param>
public sealed class RetryPolicy(
    int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1, TimeSpan? maxRetryInterval = null, TimeSpan? retryTimeout = null)
{
    /// <summary>Tries in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; } = maxNumberOfAttempts >= 1
        ? maxNumberOfAttempts
        : throw new ArgumentOutOfRangeException(nameof(maxNumberOfAttempts), maxNumberOfAttempts, "There is at least one attempt.");

    /// <summary>Pause after the first failure.</summary>
    public TimeSpan FirstRetryInterval { get; } = firstRetryInterval > TimeSpan.Zero
        ? firstRetryInterval
        : throw new ArgumentOutOfRangeException(nameof(firstRetryInterval), firstRetryInterval, "The pause must be positive.");

    /// <summary>Factor from each pause to the next.</summary>
    public double BackoffCoefficient { get; } = backoffCoefficient >= 1
        ? backoffCoefficient
        : throw new ArgumentOutOfRangeException(nameof(backoffCoefficient), backoffCoefficient, "Pauses do not get shorter.");

    /// <summary>Longest pause.</summary>
    public TimeSpan MaxRetryInterval { get; } = maxRetryInterval ?? TimeSpan.FromDays(1);

    /// <summary>No further try begins after this time since the first.</summary>
    public TimeSpan? RetryTimeout { get; } = retryTimeout;

    /// <summary>The pause after a failed attempt, or null when it was the last.</summary>
    /// <param name="attempt">How many have failed, from 1.</param>
    /// <param name="sinceFirst">Time since the first attempt was scheduled.</param>
    public TimeSpan? DelayAfter(int attempt, TimeSpan sinceFirst)
    {
        if (attempt >= MaxNumberOfAttempts)
        {
            return null;
        }

        // As a double, since the power of many attempts does not fit into a TimeSpan.
        var ticks = Math.Min(FirstRetryInterval.Ticks * Math.Pow(BackoffCoefficient, attempt - 1), MaxRetryInterval.Ticks);
        var delay = TimeSpan.FromTicks((long)ticks);
        return sinceFirst + delay > RetryTimeout ? null : delay;
    }
}
