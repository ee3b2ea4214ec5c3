using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>
/// Calendars of everyone who granted access: events of the next day and those that ended since the last look, and whatever
/// changed. With nothing new it costs two requests per calendar.
/// </summary>
/// <remarks>
/// The cursor is Google's sync token. The first run, and one whose token Google has forgotten, reads what has not ended
/// yet; nothing is lost by that, because rules look at the events and not at how we learnt of them.
/// </remarks>
public sealed class CalendarSource(
    CalendarClient calendar, AccountStore accounts, GoogleGrants grants, MeetingDetector detector, IEnumerable<ICalendarObserver> observers, IOwnerTimeZones zones) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "calendar";

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken)
    {
        List<OwnerId> granted = [];
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            if (await grants.FindAsync(account.Owner, cancellationToken) is { } grant && (grant.Has(GoogleScopes.Calendar) || grant.Has(GoogleScopes.CalendarEvents)))
            {
                granted.Add(account.Owner);
            }
        }

        return granted;
    }

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        // The point in the order of changes first, so that nothing falls between it and the window.
        var since = (run.CursorAt ?? run.StartedAt) - Overlap;
        var changes = run.Cursor is { } token ? await calendar.ListChangesAsync(owner, token, cancellationToken) : await calendar.ListAllAsync(owner, since, cancellationToken);
        if (changes is null)
        {
            var all = await calendar.ListAllAsync(owner, since, cancellationToken);
            changes = all with { Events = [.. all.Events.Where(item => item.UpdatedAt is null || item.UpdatedAt >= since)] };
            run.Note($"Google no longer knew how far the calendar was read: read it anew, {changes.Events.Count} events had changed.");
        }

        if (changes.TimeZone is { } zone)
        {
            await accounts.SetTimeZoneAsync(owner, zone, cancellationToken);
        }

        var window = await calendar.ListEventsAsync(owner, since, run.StartedAt + Ahead, cancellationToken);
        run.Import(others: window.Select(item => item.Id).Concat(changes.Events.Select(item => item.Id)).Distinct(StringComparer.Ordinal).Count());
        await detector.ExamineAsync(owner, run, window, await zones.GetAsync(owner, cancellationToken), cancellationToken);
        foreach (var observer in observers)
        {
            await observer.ObserveAsync(owner, run, changes.Events, window, cancellationToken);
        }

        run.NextCursor = changes.SyncToken.Length > 0 ? changes.SyncToken : null;
    }
}

/// <summary>Whoever wants to know what happens in a calendar: moves whose meeting was called off, outcomes of meetings that we booked.</summary>
public interface ICalendarObserver
{
    /// <summary>Told in every run, before the cursor moves: what changed, and what takes place now. The same may be told again.</summary>
    Task ObserveAsync(OwnerId owner, SourceRun run, IReadOnlyList<CalendarEvent> changed, IReadOnlyList<CalendarEvent> window, CancellationToken cancellationToken);
}
