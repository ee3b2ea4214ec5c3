using System.Collections.Concurrent;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Sources;

namespace CaseyOS.Core.Outcomes.Deals;

/// <summary>Takes in how deals ended: page by page for the past, and as they close from then on.</summary>
public sealed class DealOutcomes(HubSpotClient hubSpot, RecordOwners owners, DealOutcomeStore store)
{
    // Polls overlap, so the same change is seen several times; what it led to is done once for each version of a deal.
    private const int MostRemembered = 20_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset?> seen = new(StringComparer.Ordinal);

    /// <summary>The next page of closed deals behind <paramref name="afterId"/>, taken in.</summary>
    public async Task<ImportedPage> ImportAsync(string? afterId, CancellationToken cancellationToken)
    {
        var page = await hubSpot.ListClosedDealsAsync(afterId, cancellationToken);
        var stored = await SaveAsync(page.Deals, cancellationToken);
        return new(page.Deals.Count, stored, page.Remaining, page.Deals.Count == 0 || page.IsLast ? null : page.Deals[^1].Id);
    }

    /// <summary>Deals that changed: closed ones are taken in, and one that was opened again is forgotten.</summary>
    public async Task NoteAsync(IReadOnlyCollection<Deal> changed, CancellationToken cancellationToken)
    {
        if (seen.Count > MostRemembered)
        {
            seen.Clear();
        }

        List<Deal> news = [.. changed.Where(deal => !seen.TryGetValue(deal.Id, out var version) || version != deal.ModifiedAt)];
        List<string> closed = [.. news.Where(deal => deal.IsClosed).Select(deal => deal.Id)];
        if (closed.Count > 0)
        {
            await SaveAsync(await hubSpot.GetClosedDealsAsync(closed, cancellationToken), cancellationToken);
        }

        foreach (var open in news.Where(deal => !deal.IsClosed))
        {
            await store.RemoveAsync(open.Id, cancellationToken);
        }

        foreach (var deal in news)
        {
            seen[deal.Id] = deal.ModifiedAt;
        }
    }

    private async Task<int> SaveAsync(IReadOnlyCollection<ClosedDeal> deals, CancellationToken cancellationToken)
    {
        var links = await hubSpot.GetDealLinksAsync([.. deals.Select(deal => deal.Id)], cancellationToken);
        var companies = await hubSpot.GetCompaniesAsync([.. links.Values.Select(link => link.CompanyId).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        List<DealOutcome> outcomes = [];
        foreach (var deal in deals)
        {
            var owner = await owners.FindAsync(deal.HubSpotOwnerId, cancellationToken);
            if (owner.SkipReason is null)
            {
                var company = links[deal.Id].CompanyId is { } id ? companies.GetValueOrDefault(id) : null;
                outcomes.Add(new()
                {
                    DealId = deal.Id,
                    Name = deal.Name,
                    Owner = owner.Owner,
                    Result = deal.IsWon ? DealResult.Won : DealResult.Lost,
                    Industry = company?.Industry,
                    Size = CompanySize.Of(company?.Employees),
                    Value = deal.Amount,
                    Reason = deal.Reason,
                    CreatedAt = deal.CreatedAt,
                    ClosedAt = deal.ClosedAt,
                });
            }
        }

        await store.SaveAsync(outcomes, cancellationToken);
        return outcomes.Count;
    }
}

/// <summary>What a page brought.</summary>
/// <param name="Read">Deals in it.</param>
/// <param name="Stored">Deals of owners who have an account here.</param>
/// <param name="Remaining">Deals there were from its beginning to the end.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record ImportedPage(int Read, int Stored, int Remaining, string? Next);
