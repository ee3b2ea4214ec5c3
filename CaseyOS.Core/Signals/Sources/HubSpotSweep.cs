using CaseyOS.Core.Connectors.HubSpot;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>
/// All deals and contacts, whether they changed or not: for rules whose point is that nothing happened. Besides, what only
/// time brings near: renewals. It also takes pending moves off the page whose reason has gone.
/// </summary>
public sealed class HubSpotSweep(HubSpotClient hubSpot, HubSpotDetector detector, GoneReasons goneReasons) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "hubspot_sweep";

    // As far as the thresholds of the rules may reach.
    private const int FarthestRenewal = 366;

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OwnerId>>([OwnerId.System]);

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        List<Deal> deals = await run.ReadAllAsync(hubSpot.SearchDealsAsync(new() { Total = run.Announce }, cancellationToken));
        List<Contact> contacts = await run.ReadAllAsync(hubSpot.SearchContactsAsync(new() { Total = run.Announce }, cancellationToken));
        var customers = await RenewalsAsync(run, cancellationToken);
        run.Announce(customers?.Count ?? 0);
        await detector.ExamineAsync(run, deals, cancellationToken);
        await detector.ExamineAsync(run, contacts, cancellationToken);
        await detector.ExamineAsync(run, customers ?? [], cancellationToken);
        await goneReasons.ResolveAsync(run, new(deals, contacts) { Customers = customers }, cancellationToken);
        run.NextCursor = Cursors.Text(run.StartedAt);
    }

    // Null: not known. A name that HubSpot does not have must not stop everything else.
    private async Task<IReadOnlyList<Company>?> RenewalsAsync(SourceRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await hubSpot.ListRenewalsAsync(run.StartedAt.AddDays(-2), run.StartedAt.AddDays(FarthestRenewal), cancellationToken);
        }
        catch (ConnectorException error) when (error.Status == 400)
        {
            run.Note($"contract_expiring and customer_quiet are silent: HubSpot has no company property of the name in HubSpot:RenewalDateProperty ({error.Message})");
            return null;
        }
    }
}
