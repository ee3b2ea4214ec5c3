namespace CaseyOS.Core.Connectors.HubSpot;

/// <content>What single rules look at besides the records themselves, always for many records at once.</content>
public sealed partial class HubSpotClient
{
    /// <summary>Companies whose configured renewal date lies between two moments; none when no property is configured.</summary>
    /// <exception cref="ConnectorException">Among others, with status 400: HubSpot has no such property.</exception>
    public async Task<IReadOnlyList<Company>> ListRenewalsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        if (records.Configured.RenewalDate is not { } property)
        {
            return [];
        }

        List<WireFilter> filters = [new(property, "GTE", HubSpotProperties.FilterValue(from)), new(property, "LTE", HubSpotProperties.FilterValue(until))];
        var pages = search.PagesAsync("companies", HubSpotProperties.DealModified, null, filters, HubSpotProperties.CompanyWith(records.Configured), null, cancellationToken);
        Dictionary<string, Company> found = new(StringComparer.Ordinal);
        await foreach (var page in pages)
        {
            foreach (var company in page.Select(records.Company))
            {
                records.Companies.Put(company.Id, company);
                found[company.Id] = company;
            }
        }

        return [.. found.Values];
    }

    /// <summary>The close dates and amounts that deals had; read again only for deals that changed since.</summary>
    public Task<IReadOnlyDictionary<string, DealHistory>> GetDealHistoriesAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancellationToken = default) =>
        records.HistoriesAsync(deals, cancellationToken);

    /// <summary>Those of the contacts that belong to a deal, whatever became of it.</summary>
    public async Task<IReadOnlySet<string>> FindContactsWithDealsAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken = default)
    {
        List<string> missing = [.. contactIds.Where(id => records.DealsOfContacts.Find(id) is null)];
        if (missing.Count > 0)
        {
            var read = await associations.IdsAsync("contacts", "deals", missing, cancellationToken);
            missing.ForEach(id => records.DealsOfContacts.Put(id, read.GetValueOrDefault(id) ?? []));
        }

        return contactIds.Where(id => records.DealsOfContacts.Find(id) is { Count: > 0 }).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The first contact with an address of each company, else the first of all; companies without any are absent.</summary>
    public async Task<IReadOnlyDictionary<string, Contact>> FindContactsOfCompaniesAsync(IReadOnlyCollection<string> companyIds, CancellationToken cancellationToken = default)
    {
        if (companyIds.Count == 0)
        {
            return new Dictionary<string, Contact>(StringComparer.Ordinal);
        }

        var ids = await associations.IdsAsync("companies", "contacts", companyIds, cancellationToken);
        var contacts = await GetContactsAsync([.. ids.Values.SelectMany(some => some).Distinct(StringComparer.Ordinal)], cancellationToken);
        return ids
            .Select(pair => (pair.Key, People: pair.Value.Select(id => contacts.GetValueOrDefault(id)).OfType<Contact>().ToList()))
            .Where(pair => pair.People.Count > 0)
            .ToDictionary(pair => pair.Key, pair => pair.People.Find(person => person.Email is not null) ?? pair.People[0], StringComparer.Ordinal);
    }
}
