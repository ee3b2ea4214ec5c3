using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Executions.Records;

/// <summary>What HubSpot knows of the people and the deal behind a move.</summary>
/// <param name="Contact">The person.</param>
/// <param name="Company">The company.</param>
/// <param name="Deal">The deal.</param>
/// <param name="Stage">The deal's stage.</param>
public sealed record AccountFacts(Contact? Contact, Company? Company, Deal? Deal, DealStage? Stage)
{
    /// <summary>When anybody was last in touch.</summary>
    public DateTimeOffset? LastTouch => new[] { Contact?.LastContactedAt, Deal?.LastContactedAt }.Max();

    /// <summary>Reads them; what is kept from the polls costs nothing.</summary>
    /// <exception cref="ValidationException">The move is about nobody.</exception>
    public static async Task<AccountFacts> ReadAsync(HubSpotClient hubSpot, QueueItem item, CancellationToken cancellationToken)
    {
        if (item is { Contact: null, Company: null, Deal: null })
        {
            throw new ValidationException("contact_id", "This move names no contact, company or deal of HubSpot's, so there is nothing to report about. Add one to the move.");
        }

        var deal = item.Deal is { } d ? (await hubSpot.GetDealsAsync([d.Id], cancellationToken)).GetValueOrDefault(d.Id) : null;
        var contact = item.Contact is { } c ? (await hubSpot.GetContactsAsync([c.Id], cancellationToken)).GetValueOrDefault(c.Id) : null;
        var companyId = item.Company?.Id ?? deal?.CompanyId ?? contact?.CompanyId;
        var company = companyId is null ? null : (await hubSpot.GetCompaniesAsync([companyId], cancellationToken)).GetValueOrDefault(companyId);
        var stage = deal?.StageId is { } id ? (await hubSpot.GetDealStagesAsync(cancellationToken)).FirstOrDefault(stage => stage.Id == id) : null;
        return new(contact, company, deal, stage);
    }
}
