using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>What changes rarely: the account, its users and pipelines.</summary>
internal sealed class HubSpotSetup(HubSpotApi api, IOptions<HubSpotOptions> options, TimeProvider clock) : IDisposable
{
    private readonly Remembered<HubSpotAccount> account = new(options.Value.SetupLifetime, clock);
    private readonly Remembered<IReadOnlyList<HubSpotOwner>> owners = new(options.Value.SetupLifetime, clock);
    private readonly Remembered<IReadOnlyList<DealStage>> stages = new(options.Value.SetupLifetime, clock);
    private readonly Remembered<IReadOnlySet<string>> closedTicketStages = new(options.Value.SetupLifetime, clock);

    private readonly ConcurrentDictionary<string, Remembered<IReadOnlyList<HubSpotProperty>>> properties = new(StringComparer.Ordinal);

    /// <summary>The account, for addresses of its pages; null while it cannot be asked. Nothing may fail because a link is missing.</summary>
    public async Task<HubSpotAccount?> FindAccountAsync(CancellationToken cancellationToken)
    {
        if (options.Value.PortalId is { } configured)
        {
            return new(configured, options.Value.AppAddress);
        }

        try
        {
            return await account.GetAsync(ReadAccountAsync, cancellationToken) is { PortalId: > 0 } known ? known : null;
        }
        catch (Exception error) when (error is ConnectorException or ReconnectRequiredException)
        {
            return null;
        }
    }

    public Task<IReadOnlyList<HubSpotOwner>> OwnersAsync(CancellationToken cancellationToken) => owners.GetAsync(ReadOwnersAsync, cancellationToken);

    public Task<IReadOnlyList<DealStage>> StagesAsync(CancellationToken cancellationToken) => stages.GetAsync(ReadStagesAsync, cancellationToken);

    /// <summary>Stages in which a ticket is done, of all pipelines.</summary>
    public Task<IReadOnlySet<string>> ClosedTicketStagesAsync(CancellationToken cancellationToken) => closedTicketStages.GetAsync(ReadClosedTicketStagesAsync, cancellationToken);

    public Task<IReadOnlyList<HubSpotProperty>> PropertiesAsync(string type, CancellationToken cancellationToken) =>
        properties.GetOrAdd(type, _ => new(options.Value.SetupLifetime, clock)).GetAsync(token => ReadPropertiesAsync(type, token), cancellationToken);

    public void Dispose()
    {
        account.Dispose();
        owners.Dispose();
        stages.Dispose();
        closedTicketStages.Dispose();
        foreach (var remembered in properties.Values)
        {
            remembered.Dispose();
        }
    }

    private async Task<HubSpotAccount> ReadAccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var details = await api.GetAsync<WireAccount>(api.AccountDetails, "Asking HubSpot about the account", cancellationToken);
            // Accounts in Europe have pages of their own; what stands in for HubSpot has no others.
            return new(details.PortalId, details.UiDomain is { Length: > 0 } domain && options.Value.AppAddress.Host == HubSpotOptions.AppHost
                ? new UriBuilder(options.Value.AppAddress) { Host = domain }.Uri
                : options.Value.AppAddress);
        }
        catch (ConnectorException error) when (!error.IsTransient)
        {
            return HubSpotAccount.Unknown; // our key may not ask; not asked again for a while
        }
    }

    private async Task<IReadOnlyList<HubSpotOwner>> ReadOwnersAsync(CancellationToken cancellationToken)
    {
        List<HubSpotOwner> read = [];
        for (string? query = "?limit=500"; query is not null;)
        {
            var page = await api.GetAsync<WirePage<WireOwner>>(api.Owners(query), "Reading HubSpot's users", cancellationToken);
            read.AddRange((page.Results ?? []).Select(HubSpotMapper.Owner));
            query = page.Paging?.Next?.After is { } after ? $"?limit=500&after={Uri.EscapeDataString(after)}" : null;
        }

        return read;
    }

    private async Task<IReadOnlyList<HubSpotProperty>> ReadPropertiesAsync(string type, CancellationToken cancellationToken)
    {
        var page = await api.GetAsync<WirePage<WireProperty>>(api.Properties(type), "Reading HubSpot's properties", cancellationToken);
        return [.. (page.Results ?? []).Select(property => new HubSpotProperty(
            property.Name, property.Label ?? property.Name, property.Type ?? "string", [.. (property.Options ?? []).Select(option => option.Value).OfType<string>()]))];
    }

    private async Task<IReadOnlySet<string>> ReadClosedTicketStagesAsync(CancellationToken cancellationToken)
    {
        var page = await api.GetAsync<WirePage<WirePipeline>>(api.Pipelines("tickets"), "Reading HubSpot's pipelines", cancellationToken);
        return (page.Results ?? []).SelectMany(pipeline => pipeline.Stages ?? [])
            .Where(stage => new WireObject(stage.Id, stage.Metadata).Text("ticketState") == "CLOSED")
            .Select(stage => stage.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<DealStage>> ReadStagesAsync(CancellationToken cancellationToken)
    {
        var page = await api.GetAsync<WirePage<WirePipeline>>(api.Pipelines("deals"), "Reading HubSpot's pipelines", cancellationToken);
        return [.. (page.Results ?? []).Where(pipeline => !pipeline.Archived).SelectMany(HubSpotMapper.Stages)];
    }
}
