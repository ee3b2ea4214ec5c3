namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>How patient we are with services outside. Seconds only: minutes and more belong to timers, queues and orchestrations.</summary>
public sealed class HttpResilienceOptions
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "Resilience";

    /// <summary>A try without an answer ends after this.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Further tries of a safe call.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>First pause; each further one doubles, with jitter.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause. A service that asks for more gets no retry from here: the caller is told how long to wait.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Share of failed tries (5xx, 408, no answer) that opens the circuit of a host.</summary>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Tries within <see cref="SamplingDuration"/> below which the circuit stays closed.</summary>
    public int MinimumThroughput { get; set; } = 10;

    /// <summary>Window over which failures are counted.</summary>
    public TimeSpan SamplingDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open circuit refuses before one call may try.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(15);
}
