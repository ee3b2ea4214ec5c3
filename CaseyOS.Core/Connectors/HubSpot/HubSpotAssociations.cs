using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Which records belong together, read in batches.</summary>
internal sealed class HubSpotAssociations(HubSpotApi api, IOptions<HubSpotOptions> options)
{
    public const string Category = "HUBSPOT_DEFINED";
    private const int PrimaryContactCompany = 1;
    private const int PrimaryDealCompany = 5;

    /// <summary>The company of each contact or deal that has one: the primary, else the first.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CompaniesAsync(string from, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var primary = from == "deals" ? PrimaryDealCompany : PrimaryContactCompany;
        Dictionary<string, string> companies = new(StringComparer.Ordinal);
        foreach (var (id, associated) in await ReadAsync(from, "companies", ids, cancellationToken))
        {
            if (associated is [var first, ..])
            {
                companies[id] = (associated.FirstOrDefault(to => to.AssociationTypes?.Any(type => type.TypeId == primary) ?? false) ?? first).ToObjectId;
            }
        }

        return companies;
    }

    /// <summary>The ids associated with each record; a record without any is absent. At most the first 500 of one record.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> IdsAsync(string from, string to, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        (await ReadAsync(from, to, ids, cancellationToken)).ToDictionary(
            pair => pair.Key,
            IReadOnlyList<string> (pair) => [.. pair.Value.Select(associated => associated.ToObjectId).Distinct(StringComparer.Ordinal)],
            StringComparer.Ordinal);

    private async Task<Dictionary<string, IReadOnlyList<WireAssociated>>> ReadAsync(string from, string to, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        Dictionary<string, IReadOnlyList<WireAssociated>> found = new(StringComparer.Ordinal);
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(options.Value.BatchSize))
        {
            // 207 with errors means "this one has none"; they are simply absent from the results.
            var page = await api.ReadAsync<WirePage<WireAssociations>>(
                api.Associations($"{from}/{to}/batch/read"), new WireInputs<WireId>([.. chunk.Select(id => new WireId(id))]), "Reading from HubSpot", cancellationToken);
            foreach (var result in page.Results ?? [])
            {
                found[result.From.Id] = result.To ?? [];
            }
        }

        return found;
    }
}
