namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>Records that we make: people and companies that a form told us of.</summary>
public sealed partial class HubSpotClient
{
    private const int ContactToCompany = 279;

    /// <summary>A company with this domain; null when search knows none. Search lags, so one made seconds ago may be missed.</summary>
    public async Task<Company?> FindCompanyByDomainAsync(string domain, CancellationToken cancellationToken = default)
    {
        var pages = search.PagesAsync(
            "companies", HubSpotProperties.DealModified, null, [new("domain", "EQ", domain)], HubSpotProperties.CompanyWith(records.Configured), null, cancellationToken);
        await foreach (var page in pages)
        {
            return page.Select(records.Company).FirstOrDefault();
        }

        return null;
    }

    /// <summary>Makes a company.</summary>
    public async Task<Company> CreateCompanyAsync(string name, string domain, CancellationToken cancellationToken = default)
    {
        var made = await records.CreateAsync("companies", new() { ["name"] = name, ["domain"] = domain }, [], cancellationToken);
        return new() { Id = made, Name = name, Domain = domain };
    }

    /// <summary>Makes a contact, tied to its company where there is one. Its address is unique in HubSpot, so a second one is refused.</summary>
    public async Task<Contact> CreateContactAsync(Contact contact, CancellationToken cancellationToken = default)
    {
        Dictionary<string, string?> values = new(StringComparer.Ordinal)
        {
            ["email"] = contact.Email,
            ["firstname"] = contact.FirstName,
            ["lastname"] = contact.LastName,
            ["company"] = contact.CompanyName,
        };
        IReadOnlyList<WireInlineAssociation> company = contact.CompanyId is { } id ? [new(new(id), [new(HubSpotAssociations.Category, ContactToCompany)])] : [];
        return contact with { Id = await records.CreateAsync("contacts", values, company, cancellationToken) };
    }
}
