using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Records by id, from memory where they are fresh, else in batches.</summary>
internal sealed class HubSpotRecords(HubSpotApi api, IOptions<HubSpotOptions> options, TimeProvider clock)
{
    private const int HistoriesPerCall = 50;

    public int BatchSize => options.Value.BatchSize;

    public RecordCache<Deal> Deals { get; } = new(options.Value.RecordLifetime, clock);

    public RecordCache<Contact> Contacts { get; } = new(options.Value.RecordLifetime, clock);

    public RecordCache<Company> Companies { get; } = new(options.Value.CompanyLifetime, clock);

    /// <summary>Which deals each contact belongs to. Kept for hours: it only matters whether there ever was one.</summary>
    public RecordCache<IReadOnlyList<string>> DealsOfContacts { get; } = new(TimeSpan.FromHours(6), clock);

    /// <summary>Close dates and amounts that a deal had, as of one modification of it.</summary>
    public RecordCache<DatedHistory> Histories { get; } = new(TimeSpan.FromDays(1), clock);

    /// <summary>Properties whose names are configuration.</summary>
    public ConfiguredProperties Configured { get; } = options.Value.Properties;

    /// <summary>A company with what the configured properties say.</summary>
    public Company Company(WireObject record) => HubSpotMapper.Company(record, Configured);

    /// <summary>Those that exist; <paramref name="complete"/> turns what one batch brought into finished records.</summary>
    public async Task<IReadOnlyDictionary<string, T>> GetAsync<T>(
        string type, RecordCache<T> cache, IEnumerable<string> ids, IReadOnlyList<string> properties,
        Func<IReadOnlyList<WireObject>, Task<IReadOnlyDictionary<string, T>>> complete, CancellationToken cancellationToken)
        where T : class
    {
        Dictionary<string, T> found = new(StringComparer.Ordinal);
        List<string> missing = [];
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (cache.Find(id) is { } record)
            {
                found[id] = record;
            }
            else
            {
                missing.Add(id);
            }
        }

        foreach (var chunk in missing.Chunk(options.Value.BatchSize))
        {
            foreach (var (id, record) in await complete(await ReadAsync(type, chunk, properties, null, cancellationToken)))
            {
                cache.Put(id, record);
                found[id] = record;
            }
        }

        return found;
    }

    /// <summary>
    /// Since when deals without the general date are in their stage, by the stage's own date property. Asked apart, for those
    /// deals only: the properties of all stages of a large portal would not fit into the 3 000 characters of a search.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset?>> EnteredStageAsync(IReadOnlyList<WireObject> deals, CancellationToken cancellationToken)
    {
        Dictionary<string, DateTimeOffset?> entered = new(StringComparer.Ordinal);
        var undated = deals.Where(deal => deal.Time(HubSpotProperties.EnteredCurrentStage) is null && deal.Text("dealstage") is not null).ToList();
        foreach (var chunk in undated.Chunk(options.Value.BatchSize))
        {
            List<string> properties = ["dealstage", .. chunk.Select(deal => HubSpotProperties.EnteredStage(deal.Text("dealstage")!)).Distinct(StringComparer.Ordinal)];
            foreach (var deal in await ReadAsync("deals", chunk.Select(deal => deal.Id), properties, null, cancellationToken))
            {
                entered[deal.Id] = deal.Text("dealstage") is { } stage ? deal.Time(HubSpotProperties.EnteredStage(stage)) : null;
            }
        }

        return entered;
    }

    /// <summary>Makes a record and answers its id. Not repeated: HubSpot would make a second one.</summary>
    public async Task<string> CreateAsync(string type, Dictionary<string, string?> values, IReadOnlyList<WireInlineAssociation> associations, CancellationToken cancellationToken)
    {
        var known = values.Where(value => !string.IsNullOrEmpty(value.Value)).ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);
        return (await api.WriteAsync<WireId>(api.Objects(type), new WireCreate(known, associations), "Writing to HubSpot", cancellationToken)).Id;
    }

    /// <summary>One batch read, by record id or by a unique property.</summary>
    public async Task<IReadOnlyList<WireObject>> ReadAsync(
        string type, IEnumerable<string> ids, IReadOnlyList<string> properties, string? idProperty, CancellationToken cancellationToken)
    {
        var read = new WireBatchRead([.. ids.Select(id => new WireId(id))], properties, [], idProperty);
        return (await api.ReadAsync<WirePage<WireObject>>(api.Objects($"{type}/batch/read"), read, "Reading from HubSpot", cancellationToken)).Results ?? [];
    }

    /// <summary>The histories of deals; HubSpot takes at most fifty at a time with histories.</summary>
    public async Task<IReadOnlyDictionary<string, DealHistory>> HistoriesAsync(IEnumerable<Deal> deals, CancellationToken cancellationToken)
    {
        Dictionary<string, DealHistory> found = new(StringComparer.Ordinal);
        List<Deal> missing = [];
        foreach (var deal in deals)
        {
            if (Histories.Find(deal.Id) is { } known && known.Modified == deal.ModifiedAt)
            {
                found[deal.Id] = known.History;
            }
            else
            {
                missing.Add(deal);
            }
        }

        foreach (var chunk in missing.Chunk(Math.Min(HistoriesPerCall, options.Value.BatchSize)))
        {
            var read = new WireBatchRead([.. chunk.Select(deal => new WireId(deal.Id))], [], ["closedate", "amount"]);
            var page = await api.ReadAsync<WirePage<WireObject>>(api.Objects("deals/batch/read"), read, "Reading from HubSpot", cancellationToken);
            foreach (var record in page.Results ?? [])
            {
                found[record.Id] = HubSpotMapper.History(record);
                Histories.Put(record.Id, new(chunk.First(deal => deal.Id == record.Id).ModifiedAt, found[record.Id]));
            }
        }

        return found;
    }
}

/// <summary>A deal's history as of one modification of the deal.</summary>
internal sealed record DatedHistory(DateTimeOffset? Modified, DealHistory History);
