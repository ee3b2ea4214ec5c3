using System.Runtime.CompilerServices;
using CaseyOS.Core.Connectors.Resilience;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Records of every kind, by the properties that a caller names. Writes are never repeated: HubSpot would make a second record.</summary>
public sealed partial class HubSpotClient
{
    private const int ListPage = 100;

    /// <summary>All records of a kind, page by page as they are consumed; archived ones left out.</summary>
    public async IAsyncEnumerable<CrmRecord> ListRecordsAsync(
        HubSpotObject kind, IReadOnlyList<string> properties, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = $"?limit={ListPage}&properties={Uri.EscapeDataString(string.Join(',', properties))}";
        for (string? after = ""; after is not null;)
        {
            var page = await api.GetAsync<WirePage<WireObject>>(
                api.Objects(Name(kind)) + query + (after.Length == 0 ? "" : $"&after={Uri.EscapeDataString(after)}"), "Reading from HubSpot", cancellationToken);
            foreach (var record in page.Results ?? [])
            {
                yield return HubSpotMapper.Record(record);
            }

            after = page.Paging?.Next?.After;
        }
    }

    /// <summary>Records that meet all conditions, in the order of their ids, however many there are.</summary>
    public async IAsyncEnumerable<CrmRecord> SearchRecordsAsync(
        HubSpotObject kind, IReadOnlyList<HubSpotFilter> filters, DateTimeOffset? changedSince, IReadOnlyList<string> properties,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<WireFilter> wire = [.. filters.Select(filter => new WireFilter(filter.Property, filter.Operator, filter.Value))];
        var pages = search.PagesAsync(Name(kind), Modified(kind), changedSince, wire, properties, null, cancellationToken);
        await foreach (var page in pages)
        {
            foreach (var record in page)
            {
                yield return HubSpotMapper.Record(record);
            }
        }
    }

    /// <summary>Records by id; those that do not exist are absent.</summary>
    public async Task<IReadOnlyDictionary<string, CrmRecord>> ReadRecordsAsync(
        HubSpotObject kind, IReadOnlyCollection<string> ids, IReadOnlyList<string> properties, CancellationToken cancellationToken = default)
    {
        Dictionary<string, CrmRecord> found = new(StringComparer.Ordinal);
        foreach (var chunk in ids.Distinct(StringComparer.Ordinal).Chunk(records.BatchSize))
        {
            foreach (var record in await records.ReadAsync(Name(kind), chunk, properties, null, cancellationToken))
            {
                found[record.Id] = HubSpotMapper.Record(record);
            }
        }

        return found;
    }

    /// <summary>A record by id; null when there is none.</summary>
    public async Task<CrmRecord?> ReadRecordAsync(HubSpotObject kind, string id, IReadOnlyList<string> properties, CancellationToken cancellationToken = default)
    {
        try
        {
            var path = api.Objects($"{Name(kind)}/{Uri.EscapeDataString(id)}?properties={Uri.EscapeDataString(string.Join(',', properties))}");
            return HubSpotMapper.Record(await api.GetAsync<WireObject>(path, "Reading from HubSpot", cancellationToken));
        }
        catch (ConnectorException error) when (error.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Makes a record beside others and answers its id.</summary>
    public Task<string> CreateRecordAsync(
        HubSpotObject kind, IReadOnlyDictionary<string, string> properties, IReadOnlyCollection<HubSpotLink> links, CancellationToken cancellationToken = default) =>
        records.CreateAsync(
            Name(kind),
            properties.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal),
            [.. links.Select(link => new WireInlineAssociation(new(link.Id), [new(HubSpotAssociations.Category, link.TypeId)]))],
            cancellationToken);

    /// <summary>Changes properties of a record (an empty value removes one); false when there is no such record.</summary>
    public async Task<bool> UpdateRecordAsync(HubSpotObject kind, string id, IReadOnlyDictionary<string, string> properties, CancellationToken cancellationToken = default)
    {
        try
        {
            await api.ChangeAsync<WireId>(api.Objects($"{Name(kind)}/{Uri.EscapeDataString(id)}"), new { properties }, "Writing to HubSpot", cancellationToken);
            return true;
        }
        catch (ConnectorException error) when (error.Status == 404)
        {
            return false;
        }
        finally
        {
            Drop(id);
        }
    }

    /// <summary>Archives a record; no error when it is gone already.</summary>
    public async Task ArchiveRecordAsync(HubSpotObject kind, string id, CancellationToken cancellationToken = default)
    {
        await api.DeleteAsync(api.Objects($"{Name(kind)}/{Uri.EscapeDataString(id)}"), "Removing from HubSpot", cancellationToken);
        Drop(id);
    }

    /// <summary>Makes one record of two; the answer is the id under which it lives on.</summary>
    public async Task<string> MergeRecordsAsync(HubSpotObject kind, string primaryId, string mergedId, CancellationToken cancellationToken = default)
    {
        if (kind is not (HubSpotObject.Contacts or HubSpotObject.Companies or HubSpotObject.Deals))
        {
            throw new ArgumentException($"HubSpot does not merge {kind}.", nameof(kind));
        }

        var body = new { primaryObjectId = primaryId, objectIdToMerge = mergedId };
        var merged = await api.WriteAsync<WireId>(api.Objects($"{Name(kind)}/merge"), body, "Merging in HubSpot", cancellationToken);
        Drop(primaryId);
        Drop(mergedId);
        return merged.Id;
    }

    /// <summary>Ids of the records beside each of these; a record without any is absent.</summary>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> GetLinkedIdsAsync(
        HubSpotObject from, HubSpotObject to, IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        associations.IdsAsync(Name(from), Name(to), ids, cancellationToken);

    /// <summary>Ties a record to another; no change when they are tied already.</summary>
    public async Task LinkAsync(HubSpotObject from, string id, HubSpotLink link, CancellationToken cancellationToken = default)
    {
        const string What = "Writing to HubSpot";
        var body = new WireInputs<WireAssociate>([new(new(id), new(link.Id), [new(HubSpotAssociations.Category, link.TypeId)])]);
        HubSpotErrors.ThrowIfRefused(await api.WriteAsync<WirePage<object>>(api.Associations($"{Name(from)}/{Name(link.To)}/batch/create"), body, What, cancellationToken), What);
        Drop(id);
        Drop(link.Id);
    }

    /// <summary>Unties two records; no error when they were not tied.</summary>
    public async Task UnlinkAsync(HubSpotObject from, string id, HubSpotObject to, string toId, CancellationToken cancellationToken = default)
    {
        var body = new { inputs = new[] { new { from = new WireId(id), to = new[] { new WireId(toId) } } } };
        await api.SendAsync(api.Associations($"{Name(from)}/{Name(to)}/batch/archive"), body, "Writing to HubSpot", cancellationToken);
        Drop(id);
        Drop(toId);
    }

    /// <summary>The properties that the portal has for a kind, custom ones included. Kept an hour.</summary>
    public Task<IReadOnlyList<HubSpotProperty>> GetPropertiesAsync(HubSpotObject kind, CancellationToken cancellationToken = default) =>
        setup.PropertiesAsync(Name(kind), cancellationToken);

    /// <summary>What our token may; null for a service key or app token, which HubSpot does not explain here.</summary>
    public async Task<HubSpotTokenInfo?> GetTokenInfoAsync(CancellationToken cancellationToken = default) => await api.IntrospectAsync(cancellationToken);

    /// <summary>Why HubSpot refuses us at present, in a sentence; null while it does not.</summary>
    public string? Problem => api.Problem;

    /// <summary>HubSpot's budget of calls for the day, as its last answer said; null before the first.</summary>
    public HubSpotQuota? Quota => limits.Quota;

    private static string Name(HubSpotObject kind) => kind.ToString().ToLowerInvariant();

    private static string Modified(HubSpotObject kind) => kind == HubSpotObject.Contacts ? HubSpotProperties.ContactModified : HubSpotProperties.DealModified;
}
