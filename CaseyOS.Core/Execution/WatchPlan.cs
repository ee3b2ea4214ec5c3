using CaseyOS.Core.Outcomes;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Executions;

/// <summary>What the watch is after something has changed: a pure function of the execution's facts, the settings and the time.</summary>
public sealed class WatchPlan(IOptions<ExecutionOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(6);
    private static readonly TimeSpan MostWhileStopped = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How long after its sending a mail is credited with what follows.</summary>
    public TimeSpan Window => TimeSpan.FromHours(options.Value.AttributionWindowHours);

    /// <summary>The watch of an execution that is being reserved.</summary>
    public static Execution Begin(Execution execution) => execution with
    {
        Watch = new Watch { State = WatchState.Performing, Until = execution.LeaseUntil }.Say(execution.StartedAt, execution.Status == ExecutionStatus.Queued
            ? "You confirmed it; it waits until the limit leaves room."
            : execution.Mode == ExecutionMode.Send ? "You confirmed that it be sent; its draft is being made first."
            : execution.Content is PreviewedMail ? "You confirmed it; the draft is being made." : "You confirmed it; it is being done."),
    };

    /// <summary>The execution with its watch brought up to what changed.</summary>
    /// <param name="before">As it was.</param>
    /// <param name="after">As it is, but for the watch.</param>
    /// <param name="said">What happened, for the timeline.</param>
    /// <param name="lookedAt">When somebody has looked just now, so that the next look is due later; null keeps the next look where it was.</param>
    public Execution Follow(Execution before, Execution after, string? said = null, DateTimeOffset? lookedAt = null)
    {
        var now = Later(clock.GetUtcNow(), lookedAt);
        var watch = Stand(before.Watch, after, now, lookedAt is not null) with { TellAt = TellAt(before, after, now) };
        return after with { Watch = said is null ? watch : watch.Say(now, said) };
    }

    /// <summary>The execution after somebody could not look: he tries again soon, and gives up a week after the end.</summary>
    public Execution Postpone(Execution execution, string problem, DateTimeOffset lookedAt)
    {
        var now = Later(clock.GetUtcNow(), lookedAt);
        if (execution.Watch.Until + options.Value.AbandonAfter < now)
        {
            return Follow(execution, execution with { Watch = execution.Watch with { EndedBecause = WatchEnd.Failed } }, $"{problem} Nobody knows what became of it; the watch ends.");
        }

        return execution with { Watch = (execution.Watch with { NextCheck = now + options.Value.LookAgainAfter }).Say(now, problem) };
    }

    /// <summary>Until when an answer is credited to a mail that was sent, or to an invitation.</summary>
    public DateTimeOffset CreditUntil(Execution execution) => Later((execution.SentAt ?? execution.FinishedAt ?? execution.StartedAt) + Window, execution.Watch.ExtendedUntil);

    /// <summary>Whether HubSpot shows something else than what is true, and we still try to tell it.</summary>
    public bool MustTell(Execution execution) => execution.LogAttempts < options.Value.LogAttempts && execution switch
    {
        { Status: ExecutionStatus.Succeeded, LoggedResult: { HubspotLogged: false } } => true,
        { Status: ExecutionStatus.RolledBack, LoggedResult: { HubspotLogged: true } } => true,
        _ => false,
    };

    /// <summary>How long to wait when the service did not answer.</summary>
    public static TimeSpan AfterUnknown(Execution execution) => Backoff(execution.Attempts);

    /// <summary>How long to wait while the emergency stop is on: seconds at first, later minutes, so that a long stop does not fill histories.</summary>
    public static TimeSpan WhileStopped(TimeSpan age) => (age / 4) is var pause && pause < Soonest ? Soonest : pause > MostWhileStopped ? MostWhileStopped : pause;

    private Watch Stand(Watch before, Execution after, DateTimeOffset now, bool looked)
    {
        var watch = after.Watch;
        if (Ending(after) is { } reason)
        {
            return watch with { State = WatchState.Ended, EndedBecause = reason, EndedAt = before.EndedBecause == reason ? before.EndedAt : now, Until = null, NextCheck = null };
        }

        if (after.Status.IsUnderWay())
        {
            return watch with { State = StateWhile(after.Status), Until = after.LeaseUntil };
        }

        var unsent = after is { SentAt: null, Content: PreviewedMail };
        var state = unsent ? WatchState.WaitingForSending : WatchState.WaitingForReply;
        var from = after.SentAt ?? after.FinishedAt ?? after.StartedAt;
        var until = unsent ? from + options.Value.AbandonAfter : CreditUntil(after);
        // Sent before anybody could look: when, and as what, is seen at once.
        var next = after is { SentAt: null, MailResult.Sent: true } && !looked ? now
            : !looked && before.State == state && before.NextCheck is { } kept && before.Until == until ? kept
            : NextCheck(from, until, now);
        return watch with { State = state, Until = until, NextCheck = next };
    }

    private static WatchState StateWhile(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Logging => WatchState.TellingCrm,
        ExecutionStatus.Holding => WatchState.Holding,
        _ => WatchState.Performing,
    };

    private static WatchEnd? Ending(Execution execution) => execution switch
    {
        { Status: ExecutionStatus.RolledBack } => WatchEnd.RolledBack,
        { Status: ExecutionStatus.Failed } => WatchEnd.Failed,
        { Status: ExecutionStatus.Cancelled } => WatchEnd.Cancelled,
        { Outcome.Type: OutcomeType.NoResponse } => WatchEnd.NoResponse,
        { Outcome.Type: OutcomeType.DraftAbandoned } => WatchEnd.DraftAbandoned,
        { Outcome.Type: OutcomeType.EmailBounced } => WatchEnd.Bounced,
        { Outcome: not null } => WatchEnd.Replied,
        { Watch.EndedBecause: { } reason } => reason,
        { Fate: DraftFate.Deleted } => WatchEnd.DraftDeleted,
        { Status: ExecutionStatus.Succeeded, Content: not (PreviewedMail or PreviewedMeeting) } => WatchEnd.Done,
        _ => null,
    };

    // The first point in time that is still ahead; after the configured ones, once a day.
    private DateTimeOffset NextCheck(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        var points = options.Value.CheckPoints.Select(after => from + after);
        var daily = from + (Day * (Math.Floor((now - from) / Day) + 1));
        var next = points.Where(point => point > now).Append(daily).Min();
        return next < until ? next : until;
    }

    private DateTimeOffset? TellAt(Execution before, Execution after, DateTimeOffset now) =>
        !MustTell(after) ? null
        : before.Watch.TellAt is { } planned && before.LogAttempts == after.LogAttempts ? planned
        : after.LogAttempts == 0 ? now
        : now + Backoff(after.LogAttempts);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static TimeSpan Backoff(int attempts) => Clamp(TimeSpan.FromSeconds(5) * Math.Pow(2, Math.Min(attempts, 16)));

    private static TimeSpan Clamp(TimeSpan pause) => pause < Soonest ? Soonest : pause > Latest ? Latest : pause;
}
