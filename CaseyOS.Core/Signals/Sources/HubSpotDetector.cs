using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Runs the rules over HubSpot records, for the poll and the sweep alike.</summary>
/// <remarks>
/// Rules decide on the record itself; the person and the company only dress the move. So those are read only for records
/// about which something new is to be said, and a quiet account costs no further request.
/// </remarks>
public sealed class HubSpotDetector(RuleBook rules, HubSpotFacts facts, RecordOwners owners)
{
    /// <summary>Looks at deals.</summary>
    public async Task ExamineAsync(SourceRun run, IReadOnlyCollection<Deal> deals, CancellationToken cancellationToken)
    {
        run.Import(deals: deals.Count);
        Dictionary<string, RecordOwner> ownerOf = new(StringComparer.Ordinal);
        List<DealFacts> news = [];
        foreach (var deal in deals)
        {
            var owner = await owners.FindAsync(deal.HubSpotOwnerId, cancellationToken);
            if (owner.SkipReason is { } reason)
            {
                run.Skip(reason);
                continue;
            }

            var bare = await facts.BareAsync(deal, cancellationToken);
            if (IsNews(run, rules.Detect(bare, owner.Owner, owner.Zone)))
            {
                ownerOf[deal.Id] = owner;
                news.Add(bare);
            }
        }

        foreach (var complete in await facts.CompleteAsync(news, cancellationToken))
        {
            var owner = ownerOf[complete.Deal.Id];
            await TakeAsync(run, rules.Detect(complete, owner.Owner, owner.Zone), cancellationToken);
        }
    }

    /// <summary>Looks at contacts.</summary>
    public async Task ExamineAsync(SourceRun run, IReadOnlyCollection<Contact> contacts, CancellationToken cancellationToken)
    {
        run.Import(contacts: contacts.Count);
        Dictionary<string, RecordOwner> ownerOf = new(StringComparer.Ordinal);
        List<Contact> news = [];
        foreach (var contact in contacts)
        {
            var owner = await owners.FindAsync(contact.HubSpotOwnerId, cancellationToken);
            if (owner.SkipReason is { } reason)
            {
                run.Skip(reason);
                continue;
            }

            // A company may be all that names a contact, so whoever has one is worth a closer look.
            if (IsNews(run, rules.Detect(new LeadFacts(contact, Unread(contact.CompanyId)), owner.Owner, owner.Zone)))
            {
                ownerOf[contact.Id] = owner;
                news.Add(contact);
            }
        }

        foreach (var complete in await facts.CompleteAsync(news, cancellationToken))
        {
            var owner = ownerOf[complete.Contact.Id];
            await TakeAsync(run, rules.Detect(complete, owner.Owner, owner.Zone), cancellationToken);
        }
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
