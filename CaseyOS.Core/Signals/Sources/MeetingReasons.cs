using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Takes moves off the page whose meeting was called off, was moved, or has begun.</summary>
public sealed class MeetingReasons(QueueStore moves, RuleBook rules, GoneReasons goneReasons, IOwnerTimeZones zones) : ICalendarObserver
{
    /// <inheritdoc/>
    public async Task ObserveAsync(
        OwnerId owner, SourceRun run, IReadOnlyList<CalendarEvent> changed, IReadOnlyList<CalendarEvent> window, CancellationToken cancellationToken)
    {
        List<QueueItem> pending = [.. (await moves.ReadOpenAsync(owner, cancellationToken)).Items
            .Where(item => item.Status == ItemStatus.Pending && rules.Judges<MeetingFacts>(item.SignalType))];
        if (pending.Count == 0)
        {
            return;
        }

        // The window tells single events of a series, so it is heard last; what it does not show may have been called off.
        Dictionary<string, MeetingFacts> known = new(StringComparer.Ordinal);
        foreach (var facts in changed.Concat(window).Select(item => new MeetingFacts(item, [])))
        {
            known[facts.Entity] = facts;
        }

        var theirs = await rules.ForAsync(owner, await zones.GetAsync(owner, cancellationToken), cancellationToken);
        foreach (var item in pending)
        {
            if (known.GetValueOrDefault(item.Entity!) is { } facts)
            {
                await goneReasons.JudgeAsync(run, item, theirs, facts, cancellationToken);
            }
            else
            {
                await goneReasons.ResolveAsync(
                    run, item, item.ScoreInputs.Deadline <= run.StartedAt ? "The meeting has begun." : "The meeting was called off or moved to another day.", cancellationToken);
            }
        }
    }
}
