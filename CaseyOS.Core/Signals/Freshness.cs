using System.Collections.Concurrent;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Signals.Webhooks;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals;

/// <summary>Tells when what is known of the outside is too old to be trusted, and which moves rest on it.</summary>
public sealed class Freshness(CursorStore cursors, IOptions<SignalOptions> options, TimeProvider clock)
{
    // The page asks every half minute; a source that stands still does so for much longer.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<OwnerId, (DateTimeOffset At, StaleSources Stale)> known = new();

    /// <summary>Whether a source has not been read for too long. Webhooks come when they come, and what never ran is not stale but new.</summary>
    public bool IsStale(SourceState state) => state.Source != EventProcessor.SourceName
        && (state.LastSuccess ?? state.LastRun) is { } last
        && (state.LastSuccess is null ? state.Status == RunStatus.Failed : clock.GetUtcNow() - last > Limit(state.Source));

    /// <summary>What is stale of all that concerns an owner; at most two reads a minute.</summary>
    public async ValueTask<StaleSources> OfAsync(OwnerId owner, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(owner, out var last) && now >= last.At && now - last.At < Kept)
        {
            return last.Stale;
        }

        await cursors.EnsureAsync(cancellationToken);
        List<SourceState> states = [.. await cursors.ListAsync(OwnerId.System, cancellationToken), .. await cursors.ListAsync(owner, cancellationToken)];
        var stale = new StaleSources(
            Since(states, HubSpotSource.SourceName) ?? Since(states, HubSpotSweep.SourceName),
            Since(states, GmailSource.SourceName));
        known[owner] = (now, stale);
        return stale;
    }

    private StaleSince? Since(List<SourceState> states, string source) =>
        states.Find(state => state.Source == source) is { } state && IsStale(state) ? new(state.LastSuccess) : null;

    private TimeSpan Limit(string source) =>
        TimeSpan.FromMinutes(Ingestion.Hourly.Contains(source, StringComparer.Ordinal) ? options.Value.SweepStaleAfterMinutes : options.Value.StaleAfterMinutes);
}

/// <summary>Since when a source has not been read.</summary>
/// <param name="LastSuccess">When it was read last; null when it never was.</param>
public sealed record StaleSince(DateTimeOffset? LastSuccess);

/// <summary>What is stale; null where all is well.</summary>
/// <param name="HubSpot">HubSpot's records.</param>
/// <param name="Gmail">The owner's mailbox.</param>
public sealed record StaleSources(StaleSince? HubSpot, StaleSince? Gmail)
{
    /// <summary>Whether anything is.</summary>
    public bool Any => HubSpot is not null || Gmail is not null;

    /// <summary>A sentence for a move that rests on a stale source; null for any other.</summary>
    /// <param name="signalType">What led to the move; null for moves made by hand.</param>
    /// <param name="zone">The reader's.</param>
    public string? About(string? signalType, TimeZoneInfo zone) => signalType switch
    {
        null or "form_submitted" => null,
        EmailRepliedRule.TypeName => Sentence("Gmail", Gmail, zone),
        _ => Sentence("HubSpot", HubSpot, zone),
    };

    private static string? Sentence(string name, StaleSince? since, TimeZoneInfo zone) => since switch
    {
        null => null,
        { LastSuccess: { } last } => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{name} was last read on {TimeZoneInfo.ConvertTime(last, zone):d MMM 'at' HH:mm}, so this may have changed."),
        _ => $"{name} could not be read yet, so this may have changed.",
    };
}
