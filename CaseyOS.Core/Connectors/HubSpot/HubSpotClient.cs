using System.Runtime.CompilerServices;
using CaseyOS.Core.Connectors.Resilience;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>The HubSpot account of this installation, as far as the product needs it. Thread-safe.</summary>
/// <remarks>
/// All methods throw <see cref="ReconnectRequiredException"/> when HubSpot does not accept the token, and
/// <see cref="ConnectorException"/> when it refuses or does not answer. Reads are retried, writes are not.
/// </remarks>
public sealed partial class HubSpotClient
{
    private readonly HubSpotSearch search;
    private readonly HubSpotRecords records;
    private readonly HubSpotAssociations associations;
    private readonly HubSpotSetup setup;
    private readonly HubSpotEngagements engagements;
    private readonly HubSpotMeetings meetings;
    private readonly HubSpotTickets tickets;
    private readonly HubSpotApi api;
    private readonly HubSpotRateLimits limits;

    internal HubSpotClient(
        HubSpotSearch search,
        HubSpotRecords records,
        HubSpotAssociations associations,
        HubSpotSetup setup,
        HubSpotEngagements engagements,
        HubSpotMeetings meetings,
        HubSpotApi api,
        HubSpotRateLimits limits)
    {
        (this.search, this.records, this.associations, this.setup, this.engagements, this.meetings, this.api, this.limits) =
            (search, records, associations, setup, engagements, meetings, api, limits);
        tickets = new(api, associations, setup);
    }

    /// <summary>Deals with their contacts and company, in the order of their ids, page by page as they are consumed.</summary>
    public async IAsyncEnumerable<Deal> SearchDealsAsync(DealSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<WireFilter> filters = search.OpenOnly ? [new("hs_is_closed", "EQ", "false")] : [];
        var pages = this.search.PagesAsync(
            "deals", HubSpotProperties.DealModified, search.ChangedSince, filters, HubSpotProperties.Deal, search.Total, cancellationToken);
        await foreach (var page in pages)
        {
            foreach (var deal in (await CompleteDealsAsync(page, cancellationToken)).Values)
            {
                // Search lags: what was read since, after a webhook say, is not replaced by what it was before.
                var newest = records.Deals.Find(deal.Id) is { } known && known.ModifiedAt > deal.ModifiedAt ? known : deal;
                records.Deals.Put(deal.Id, newest);
                yield return newest;
            }
        }
    }

    /// <summary>Contacts with their company, in the order of their ids, page by page as they are consumed.</summary>
    public async IAsyncEnumerable<Contact> SearchContactsAsync(ContactSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<WireFilter> filters = search.CreatedSince is { } created ? [new("createdate", "GTE", HubSpotProperties.FilterValue(created))] : [];
        var pages = this.search.PagesAsync(
            "contacts", HubSpotProperties.ContactModified, search.ChangedSince, filters, HubSpotProperties.Contact, search.Total, cancellationToken);
        await foreach (var page in pages)
        {
            foreach (var contact in (await CompleteContactsAsync(page, cancellationToken)).Values)
            {
                var newest = records.Contacts.Find(contact.Id) is { } known && known.ModifiedAt > contact.ModifiedAt ? known : contact;
                records.Contacts.Put(contact.Id, newest);
                yield return newest;
            }
        }
    }

    /// <summary>Deals by id, with contacts and company; those that do not exist are absent. Kept 5 minutes.</summary>
    public Task<IReadOnlyDictionary<string, Deal>> GetDealsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        records.GetAsync(
            "deals", records.Deals, ids, HubSpotProperties.Deal, page => CompleteDealsAsync(page, cancellationToken), cancellationToken);

    /// <summary>Contacts by id, with company; those that do not exist are absent. Kept 5 minutes.</summary>
    public Task<IReadOnlyDictionary<string, Contact>> GetContactsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        records.GetAsync(
            "contacts", records.Contacts, ids, HubSpotProperties.Contact, page => CompleteContactsAsync(page, cancellationToken), cancellationToken);

    /// <summary>Companies by id; those that do not exist are absent. Kept 10 minutes.</summary>
    public Task<IReadOnlyDictionary<string, Company>> GetCompaniesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        records.GetAsync(
            "companies",
            records.Companies,
            ids,
            HubSpotProperties.CompanyWith(records.Configured),
            page => Task.FromResult<IReadOnlyDictionary<string, Company>>(page.Select(records.Company).ToDictionary(company => company.Id, StringComparer.Ordinal)),
            cancellationToken);

    /// <summary>The contact with this address; null when there is none. Read anew each time, without the search index, which lags.</summary>
    public async Task<Contact?> FindContactByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        // A batch read of one keeps the address out of the URL, and so out of everybody's logs.
        var found = await records.ReadAsync("contacts", [email.Trim().ToLowerInvariant()], HubSpotProperties.Contact, "email", cancellationToken);
        var contact = (await CompleteContactsAsync(found, cancellationToken)).Values.FirstOrDefault();
        if (contact is not null)
        {
            records.Contacts.Put(contact.Id, contact);
        }

        return contact;
    }

    /// <summary>Contacts and company of each deal. Deals without any have empty links.</summary>
    public async Task<IReadOnlyDictionary<string, DealLinks>> GetDealLinksAsync(IReadOnlyCollection<string> dealIds, CancellationToken cancellationToken = default)
    {
        if (dealIds.Count == 0)
        {
            return new Dictionary<string, DealLinks>(StringComparer.Ordinal);
        }

        var contacts = await associations.IdsAsync("deals", "contacts", dealIds, cancellationToken);
        var companies = await associations.CompaniesAsync("deals", dealIds, cancellationToken);
        return dealIds.Distinct(StringComparer.Ordinal).ToDictionary(
            id => id, id => new DealLinks(contacts.GetValueOrDefault(id) ?? [], companies.GetValueOrDefault(id)), StringComparer.Ordinal);
    }

    /// <summary>HubSpot's users. Kept an hour.</summary>
    public Task<IReadOnlyList<HubSpotOwner>> GetOwnersAsync(CancellationToken cancellationToken = default) => setup.OwnersAsync(cancellationToken);

    /// <summary>The stages of all deal pipelines, in order. Kept an hour.</summary>
    public Task<IReadOnlyList<DealStage>> GetDealStagesAsync(CancellationToken cancellationToken = default) => setup.StagesAsync(cancellationToken);

    /// <summary>Logs a mail on the timelines of its contact, company and deal and answers its record id. The same execution twice is one record.</summary>
    public Task<string> LogEmailAsync(EmailEngagement email, CancellationToken cancellationToken = default) => engagements.WriteAsync(email, cancellationToken);

    /// <summary>Archives a logged mail; no error when it is gone already.</summary>
    public Task ArchiveEmailAsync(string id, CancellationToken cancellationToken = default) => engagements.ArchiveAsync("emails", id, cancellationToken);

    /// <summary>Makes a task or note and answers its record id. The same execution twice is one record.</summary>
    public Task<string> WriteAsync(Engagement record, CancellationToken cancellationToken = default) => engagements.WriteAsync(record, cancellationToken);

    /// <summary>Archives a task; no error when it is gone already.</summary>
    public Task ArchiveTaskAsync(string id, CancellationToken cancellationToken = default) => engagements.ArchiveAsync("tasks", id, cancellationToken);

    /// <summary>Archives a note; no error when it is gone already.</summary>
    public Task ArchiveNoteAsync(string id, CancellationToken cancellationToken = default) => engagements.ArchiveAsync("notes", id, cancellationToken);

    /// <summary>When the last meeting with a contact began; null when there was none.</summary>
    public Task<DateTimeOffset?> FindLastMeetingAsync(string contactId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        meetings.LastAsync(contactId, now, cancellationToken);

    /// <summary>How many open support tickets a company and a contact have together; null when our key may not read tickets.</summary>
    public Task<int?> CountOpenTicketsAsync(string? companyId, string? contactId, CancellationToken cancellationToken = default) =>
        tickets.CountOpenAsync(companyId, contactId, cancellationToken);

    /// <summary>Opens a record in HubSpot; null while HubSpot does not tell which account this is.</summary>
    /// <param name="objectType">HubSpot's id of the kind of record: <c>0-27</c> for tasks.</param>
    /// <param name="id">The record.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<Uri?> FindLinkAsync(string objectType, string id, CancellationToken cancellationToken = default) =>
        await setup.FindAccountAsync(cancellationToken) is { } account
            ? ConnectorHttp.Below(account.AppAddress, FormattableString.Invariant($"/contacts/{account.PortalId}/record/{objectType}/{Uri.EscapeDataString(id)}"))
            : null;

    /// <summary>Forgets what is remembered of a record, because it is known to have changed.</summary>
    public void Drop(string id)
    {
        records.Deals.Drop(id);
        records.Contacts.Drop(id);
        records.Companies.Drop(id);
    }

    private async Task<IReadOnlyDictionary<string, Deal>> CompleteDealsAsync(IReadOnlyList<WireObject> page, CancellationToken cancellationToken)
    {
        var links = await GetDealLinksAsync([.. page.Select(record => record.Id)], cancellationToken);
        var entered = await records.EnteredStageAsync(page, cancellationToken);
        return page.Select(HubSpotMapper.Deal).ToDictionary(
            deal => deal.Id,
            deal => deal with
            {
                ContactIds = links[deal.Id].ContactIds,
                CompanyId = links[deal.Id].CompanyId,
                EnteredStageAt = deal.EnteredStageAt ?? entered.GetValueOrDefault(deal.Id),
            },
            StringComparer.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, Contact>> CompleteContactsAsync(IReadOnlyList<WireObject> page, CancellationToken cancellationToken)
    {
        var companies = await associations.CompaniesAsync("contacts", page.Select(record => record.Id), cancellationToken);
        return page.Select(HubSpotMapper.Contact).Select(contact => contact with { CompanyId = companies.GetValueOrDefault(contact.Id) })
            .ToDictionary(contact => contact.Id, StringComparer.Ordinal);
    }
}
