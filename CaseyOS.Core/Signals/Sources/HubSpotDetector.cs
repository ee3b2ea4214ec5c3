using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Runs the rules over HubSpot records, for the poll and the sweep alike.</summary>
/// <remarks>
/// Rules decide on the record itself; the person and the company only dress the move. So those are read only for records
/// about which something new is to be said, and a quiet account costs no further request.
/// </remarks>
public sealed class HubSpotDetector(RuleBook rules, HubSpotFacts facts, OpenLog opens, RecordOwners owners)
{
    /// <summary>Looks at deals.</summary>
    public async Task ExamineAsync(SourceRun run, IReadOnlyCollection<Deal> deals, CancellationToken cancellationToken)
    {
        run.Import(deals: deals.Count);
        var ours = await OwnedAsync(run, deals, deal => deal.HubSpotOwnerId, cancellationToken);
        var history = ours.Values.Any(owned => owned.Rules.IsOn(DealAtRiskRule.TypeName));
        var bare = await facts.BareAsync([.. ours.Keys], deal => history && !deal.IsClosed, cancellationToken);
        List<DealFacts> news = [.. bare.Where(deal => IsNews(run, ours[deal.Deal].Rules.Detect(deal, SignalSource.Hubspot)))];
        foreach (var complete in await facts.CompleteAsync(news, cancellationToken))
        {
            await TakeAsync(run, ours[complete.Deal].Rules.Detect(complete, SignalSource.Hubspot), cancellationToken);
        }
    }

    /// <summary>Looks at contacts.</summary>
    public async Task ExamineAsync(SourceRun run, IReadOnlyCollection<Contact> contacts, CancellationToken cancellationToken)
    {
        run.Import(contacts: contacts.Count);
        var ours = await OwnedAsync(run, contacts, contact => contact.HubSpotOwnerId, cancellationToken);
        var seen = await opens.NoteAsync(ours.Keys, cancellationToken);

        // A company may be all that names a contact, and may fit; so whoever has one is worth a closer look.
        List<LeadFacts> news = [.. ours.Keys
            .Select(contact => new LeadFacts(contact, Unread(contact.CompanyId)) { IsBare = true, Opens = seen(contact) })
            .Where(contact => IsNews(run, ours[contact.Contact].Rules.Detect(contact, SignalSource.Hubspot)))];
        foreach (var complete in await facts.CompleteAsync(news, contact => InactiveContactRule.IsSilent(contact, ours[contact.Contact].Rules.Context), cancellationToken))
        {
            await TakeAsync(run, ours[complete.Contact].Rules.Detect(complete, SignalSource.Hubspot), cancellationToken);
        }
    }

    /// <summary>Looks at customers whose renewal comes near.</summary>
    public async Task ExamineAsync(SourceRun run, IReadOnlyCollection<Company> customers, CancellationToken cancellationToken)
    {
        run.Import(others: customers.Count);
        var ours = await OwnedAsync(run, customers, company => company.HubSpotOwnerId, cancellationToken);
        List<CustomerFacts> news = [.. ours.Keys
            .Select(company => new CustomerFacts(company, null))
            .Where(customer => IsNews(run, ours[customer.Company].Rules.Detect(customer, SignalSource.Hubspot)))];
        foreach (var complete in await facts.CompleteAsync(news, cancellationToken))
        {
            await TakeAsync(run, ours[complete.Company].Rules.Detect(complete, SignalSource.Hubspot), cancellationToken);
        }
    }

    private async Task<Dictionary<T, (RecordOwner Owner, OwnerRules Rules)>> OwnedAsync<T>(
        SourceRun run, IReadOnlyCollection<T> records, Func<T, string?> ownerOf, CancellationToken cancellationToken)
        where T : class
    {
        Dictionary<T, (RecordOwner, OwnerRules)> ours = new(ReferenceEqualityComparer.Instance as IEqualityComparer<T>);
        Dictionary<string, (RecordOwner Owner, OwnerRules? Rules)> found = new(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var id = ownerOf(record);
            if (!found.TryGetValue(id ?? "", out var owner))
            {
                var whose = await owners.FindAsync(id, cancellationToken);
                found[id ?? ""] = owner = (whose, whose.SkipReason is null ? await rules.ForAsync(whose.Owner, whose.Zone, cancellationToken) : null);
            }

            if (owner.Rules is { } theirs)
            {
                ours[record] = (owner.Owner, theirs);
            }
            else
            {
                run.Skip(owner.Owner.SkipReason!);
            }
        }

        return ours;
    }

    private static Company? Unread(string? id) => id is null ? null : new Company { Id = id, Name = id };

    private static bool IsNews(SourceRun run, IEnumerable<Signal> signals)
    {
        List<Signal> found = [.. signals];
        foreach (var signal in found)
        {
            run.Recognise(signal);
        }

        return found.Exists(run.IsNews);
    }

    private static async Task TakeAsync(SourceRun run, IEnumerable<Signal> signals, CancellationToken cancellationToken)
    {
        foreach (var signal in signals)
        {
            if (run.IsNews(signal) && !await run.TakeAsync(signal, cancellationToken))
            {
                return;
            }
        }
    }
}
