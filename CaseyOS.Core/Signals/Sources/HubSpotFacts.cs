using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Puts together what the rules know about a record. People and companies are read for many records at once.</summary>
public sealed class HubSpotFacts(HubSpotClient hubSpot)
{
    /// <summary>The deals with their stages, as much as decides whether a rule fires; nobody to write to yet.</summary>
    /// <param name="deals">Them.</param>
    /// <param name="withHistory">For which of them it matters which close dates and amounts they had.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<DealFacts>> BareAsync(IReadOnlyCollection<Deal> deals, Func<Deal, bool> withHistory, CancellationToken cancellationToken)
    {
        var stages = deals.Count == 0 ? [] : await hubSpot.GetDealStagesAsync(cancellationToken);
        var histories = await hubSpot.GetDealHistoriesAsync([.. deals.Where(withHistory)], cancellationToken);
        return [.. deals.Select(deal => new DealFacts(deal, StageOf(deal, stages), null, null) { IsBare = true, History = histories.GetValueOrDefault(deal.Id) })];
    }

    /// <summary>The deals with the person to write to and the company.</summary>
    public async Task<IReadOnlyList<DealFacts>> CompleteAsync(IReadOnlyCollection<DealFacts> deals, CancellationToken cancellationToken)
    {
        var contacts = await hubSpot.GetContactsAsync([.. deals.SelectMany(facts => facts.Deal.ContactIds).Distinct(StringComparer.Ordinal)], cancellationToken);
        List<DealFacts> peopled = [.. deals.Select(facts => facts with { Contact = Recipient(facts.Deal.ContactIds, contacts), IsBare = false })];
        var companies = await hubSpot.GetCompaniesAsync(
            [.. peopled.Select(facts => facts.Deal.CompanyId ?? facts.Contact?.CompanyId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        return [.. peopled.Select(facts => facts with { Company = Find(companies, facts.Deal.CompanyId ?? facts.Contact?.CompanyId) })];
    }

    /// <summary>The contacts with their companies.</summary>
    /// <param name="contacts">Them.</param>
    /// <param name="withDeals">For which of them it matters whether they belong to a deal.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<LeadFacts>> CompleteAsync(IReadOnlyCollection<LeadFacts> contacts, Func<LeadFacts, bool> withDeals, CancellationToken cancellationToken)
    {
        var companies = await hubSpot.GetCompaniesAsync(
            [.. contacts.Select(facts => facts.Contact.CompanyId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        List<string> asked = [.. contacts.Where(withDeals).Select(facts => facts.Contact.Id)];
        var having = await hubSpot.FindContactsWithDealsAsync(asked, cancellationToken);
        var known = asked.ToHashSet(StringComparer.Ordinal);
        return [.. contacts.Select(facts => facts with
        {
            Company = Find(companies, facts.Contact.CompanyId),
            HasDeal = known.Contains(facts.Contact.Id) ? having.Contains(facts.Contact.Id) : null,
            IsBare = false,
        })];
    }

    /// <summary>The customers with somebody to write to.</summary>
    public async Task<IReadOnlyList<CustomerFacts>> CompleteAsync(IReadOnlyCollection<CustomerFacts> customers, CancellationToken cancellationToken)
    {
        var people = await hubSpot.FindContactsOfCompaniesAsync([.. customers.Select(facts => facts.Company.Id)], cancellationToken);
        return [.. customers.Select(facts => facts with { Contact = people.GetValueOrDefault(facts.Company.Id) })];
    }

    private static DealStage? StageOf(Deal deal, IReadOnlyList<DealStage> stages) =>
        stages.FirstOrDefault(stage => stage.Id == deal.StageId && stage.PipelineId == deal.PipelineId) ?? stages.FirstOrDefault(stage => stage.Id == deal.StageId);

    private static Contact? Recipient(IReadOnlyList<string> ids, IReadOnlyDictionary<string, Contact> contacts)
    {
        List<Contact> associated = [.. ids.Select(id => contacts.GetValueOrDefault(id)).OfType<Contact>()];
        return associated.Find(contact => contact.Email is not null) ?? associated.FirstOrDefault();
    }

    private static Company? Find(IReadOnlyDictionary<string, Company> companies, string? id) => id is null ? null : companies.GetValueOrDefault(id);
}
