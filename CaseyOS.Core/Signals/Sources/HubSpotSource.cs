using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Outcomes.Deals;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Deals and contacts that changed since the last poll. With nothing changed it costs two requests.</summary>
/// <remarks>
/// The cursor is the start of the last run; each run looks back a little behind it, because HubSpot's search shows changes
/// late. The first run starts from now: what is there already is the sweep's part.
/// </remarks>
public sealed class HubSpotSource(HubSpotClient hubSpot, HubSpotDetector detector, GoneReasons goneReasons, DealOutcomes outcomes, IOptions<SignalOptions> options) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "hubspot";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OwnerId>>([OwnerId.System]);

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        var since = (Cursors.Time(run.Cursor) ?? run.StartedAt) - TimeSpan.FromSeconds(options.Value.OverlapSeconds);
        List<Deal> deals = await run.ReadAllAsync(hubSpot.SearchDealsAsync(new() { ChangedSince = since, Total = run.Announce }, cancellationToken));
        List<Contact> contacts = await run.ReadAllAsync(hubSpot.SearchContactsAsync(new() { ChangedSince = since, Total = run.Announce }, cancellationToken));
        await detector.ExamineAsync(run, deals, cancellationToken);
        await detector.ExamineAsync(run, contacts, cancellationToken);
        await outcomes.NoteAsync(deals, cancellationToken);
        if (deals.Count + contacts.Count > 0)
        {
            await goneReasons.ResolveAsync(run, new(deals, contacts) { OnlyThese = true }, cancellationToken);
        }

        run.NextCursor = Cursors.Text(run.StartedAt);
    }
}
