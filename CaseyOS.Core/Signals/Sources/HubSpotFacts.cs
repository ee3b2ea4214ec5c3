using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Puts together what the rules know about a record. People and companies are read for many records at once.</summary>
public sealed class HubSpotFacts(HubSpotClient hubSpot)
{
    /// <summary>The deal with its stage, as much as decides whether a rule fires; nobody to write to yet.</summary>
    public async Task<DealFacts> BareAsync(Deal deal, CancellationToken cancellationToken)
    {
        var stages = await hubSpot.GetDealStagesAsync(cancellationToken);
        return new(deal, stages.FirstOrDefault(stage => stage.Id == deal.StageId && stage.PipelineId == deal.PipelineId) ?? stages.FirstOrDefault(stage => stage.Id == deal.StageId), null, null);
    }

    /// <summary>The deals with the person to write to and the company.</summary>
    public async Task<IReadOnlyList<DealFacts>> CompleteAsync(IReadOnlyCollection<DealFacts> deals, CancellationToken cancellationToken)
    {
        var contacts = await hubSpot.GetContactsAsync([.. deals.SelectMany(facts => facts.Deal.ContactIds).Distinct(StringComparer.Ordinal)], cancellationToken);
        List<DealFacts> peopled = [.. deals.Select(facts => facts with { Contact = Recipient(facts.Deal, contacts) })];
        var companies = await hubSpot.GetCompaniesAsync(
            [.. peopled.Select(facts => facts.Deal.CompanyId ?? facts.Contact?.CompanyId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. peopled.Select(facts => facts with { Company = Find(companies, facts.Deal.CompanyId ?? facts.Contact?.CompanyId) })];
    }

    /// <summary>The contacts with their companies.</summary>
    public async Task<IReadOnlyList<LeadFacts>> CompleteAsync(IReadOnlyCollection<Contact> contacts, CancellationToken cancellationToken)
    {
        var companies = await hubSpot.GetCompaniesAsync([.. contacts.Select(contact => contact.CompanyId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. contacts.Select(contact => new LeadFacts(contact, Find(companies, contact.CompanyId)))];
    }

    private static Contact? Recipient(Deal deal, IReadOnlyDictionary<string, Contact> contacts)
    {
        List<Contact> associated = [.. deal.ContactIds.Select(id => contacts.GetValueOrDefault(id)).OfType<Contact>()];
        return associated.Find(contact => contact.Email is not null) ?? associated.FirstOrDefault();
    }

    private static Company? Find(IReadOnlyDictionary<string, Company> companies, string? id) => id is null ? null : companies.GetValueOrDefault(id);
}
