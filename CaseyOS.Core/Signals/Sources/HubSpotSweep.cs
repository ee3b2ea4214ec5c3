using CaseyOS.Core.Connectors.HubSpot;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>
/// All open deals and recent contacts, whether they changed or not: for rules whose point is that nothing happened. It also
/// takes pending moves off the page whose reason has gone.
/// </summary>
public sealed class HubSpotSweep(
    HubSpotClient hubSpot, HubSpotDetector detector, GoneReasons goneReasons, IOptions<SignalOptions> options) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "hubspot_sweep";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OwnerId>>([OwnerId.System]);

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        var recent = run.StartedAt - TimeSpan.FromDays(options.Value.NewLeadDays);
        List<Deal> deals = await run.ReadAllAsync(hubSpot.SearchDealsAsync(new() { OpenOnly = true, Total = run.Announce }, cancellationToken));
        List<Contact> contacts = await run.ReadAllAsync(hubSpot.SearchContactsAsync(new() { CreatedSince = recent, Total = run.Announce }, cancellationToken));
        await detector.ExamineAsync(run, deals, cancellationToken);
        await detector.ExamineAsync(run, contacts, cancellationToken);
        await goneReasons.ResolveAsync(run, deals, contacts, onlyThese: false, cancellationToken);
        run.NextCursor = Cursors.Text(run.StartedAt);
    }
}
