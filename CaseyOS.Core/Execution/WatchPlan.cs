using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>When an execution is looked after next: young ones often, old ones rarely.</summary>
public sealed class WatchPlan(IOptions<ExecutionOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(6);

    /// <summary>The next look at an execution that has ended; null when there is nothing more to see or do.</summary>
    public DateTimeOffset? Next(Execution execution)
    {
        var now = clock.GetUtcNow();
        return execution switch
        {
            _ when MustTell(execution) => now + Backoff(execution.LogAttempts),
            { Status: ExecutionStatus.Succeeded, Fate: DraftFate.Unsent } => now + Clamp((now - execution.StartedAt) / 4),
            { Status: ExecutionStatus.Succeeded, Outcome: null, SentAt: { } sent } when sent + Window > now => sent + Window,
            _ => null,
        };
    }

    /// <summary>Whether HubSpot shows something else than what is true, and we still try to tell it.</summary>
    public bool MustTell(Execution execution) => execution.LogAttempts < options.Value.LogAttempts && execution switch
    {
        { Status: ExecutionStatus.Succeeded, Result: { HubspotLogged: false } } => true,
        { Status: ExecutionStatus.RolledBack, Result: { HubspotLogged: true } } => true,
        _ => false,
    };

    /// <summary>How long to wait when the service did not answer.</summary>
    public static TimeSpan AfterUnknown(Execution execution) => Backoff(execution.Attempts);

    /// <summary>How long after its sending a mail is credited with what follows.</summary>
    public TimeSpan Window => TimeSpan.FromHours(options.Value.AttributionWindowHours);

    private static TimeSpan Backoff(int attempts) => Clamp(TimeSpan.FromSeconds(5) * Math.Pow(2, Math.Min(attempts, 16)));

    private static TimeSpan Clamp(TimeSpan pause) => pause < Soonest ? Soonest : pause > Latest ? Latest : pause;
}
