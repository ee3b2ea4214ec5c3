namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Support tickets, read by association: the search index lags.</summary>
internal sealed class HubSpotTickets(HubSpotApi api, HubSpotAssociations associations, HubSpotSetup setup)
{
    private const string What = "Reading tickets from HubSpot";

    /// <summary>How many open tickets a company and a contact have together; null when our key may not read tickets.</summary>
    public async Task<int?> CountOpenAsync(string? companyId, string? contactId, CancellationToken cancellationToken)
    {
        try
        {
            HashSet<string> ids = new(StringComparer.Ordinal);
            foreach (var (type, id) in new[] { ("companies", companyId), ("contacts", contactId) })
            {
                if (id is not null)
                {
                    ids.UnionWith((await associations.IdsAsync(type, "tickets", [id], cancellationToken)).GetValueOrDefault(id) ?? []);
                }
            }

            return ids.Count == 0 ? 0 : await CountAsync(ids, await setup.ClosedTicketStagesAsync(cancellationToken), cancellationToken);
        }
        catch (ConnectorException error) when (error.Status == 403)
        {
            return null;
        }
    }

    private async Task<int> CountAsync(IEnumerable<string> ids, IReadOnlySet<string> closed, CancellationToken cancellationToken)
    {
        var open = 0;
        foreach (var chunk in ids.Chunk(100))
        {
            var read = new WireBatchRead([.. chunk.Select(id => new WireId(id))], ["hs_pipeline_stage"], []);
            var page = await api.ReadAsync<WirePage<WireObject>>(api.Objects("tickets/batch/read"), read, What, cancellationToken);
            open += (page.Results ?? []).Count(ticket => ticket.Text("hs_pipeline_stage") is not { } stage || !closed.Contains(stage));
        }

        return open;
    }
}
