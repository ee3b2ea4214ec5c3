using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Sources;

namespace CaseyOS.Core.Signals.News;

/// <summary>News about companies of the CRM, from whichever providers there are. Each company belongs to whom its record belongs.</summary>
public sealed class CompanyNewsSource(
    IEnumerable<ICompanyNewsProvider> providers, HubSpotClient hubSpot, RecordOwners owners, AccountStore accounts, QueueStore moves, RuleBook rules, GoneReasons goneReasons, IOwnerTimeZones zones) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "company_news";

    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan BeforeFirstRun = TimeSpan.FromDays(2);

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OwnerId>>([OwnerId.System]);

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        await ResolveOldAsync(run, cancellationToken);
        var since = (Cursors.Time(run.Cursor) ?? run.StartedAt - BeforeFirstRun) - Overlap;
        foreach (var provider in providers)
        {
            var news = await provider.ReadAsync(since, cancellationToken);
            run.Import(others: news.Count);
            foreach (var item in news)
            {
                await ExamineAsync(run, item, cancellationToken);
            }
        }

        run.NextCursor = Cursors.Text(run.StartedAt);
    }

    private async Task ExamineAsync(SourceRun run, CompanyNews news, CancellationToken cancellationToken)
    {
        if (await hubSpot.FindCompanyByDomainAsync(news.Domain, cancellationToken) is not { } company)
        {
            run.Skip("HubSpot has no company of that domain.");
            return;
        }

        var owner = await owners.FindAsync(company.HubSpotOwnerId, cancellationToken);
        if (owner.SkipReason is { } reason)
        {
            run.Skip(reason);
            return;
        }

        var theirs = await rules.ForAsync(owner.Owner, owner.Zone, cancellationToken);
        var bare = new CompanyNewsFacts(company, null, news.Headline, news.PublishedAt, news.Link);
        if (theirs.Detect(bare, SignalSource.Content).Any(run.IsNews))
        {
            var people = await hubSpot.FindContactsOfCompaniesAsync([company.Id], cancellationToken);
            foreach (var signal in theirs.Detect(bare with { Contact = people.GetValueOrDefault(company.Id) }, SignalSource.Content))
            {
                await run.TakeAsync(signal, cancellationToken);
            }
        }
    }

    private async Task ResolveOldAsync(SourceRun run, CancellationToken cancellationToken)
    {
        foreach (var account in await accounts.ListAsync(cancellationToken))
        {
            var theirs = await rules.ForAsync(account.Owner, await zones.GetAsync(account.Owner, cancellationToken), cancellationToken);
            foreach (var item in (await moves.ReadOpenAsync(account.Owner, cancellationToken)).Items)
            {
                var news = Reasons.Of(item).FirstOrDefault(reason => reason.SignalType == CompanyNewsRule.TypeName);
                if (item is { Status: ItemStatus.Pending, Company: { } company } && news?.Facts?.ScoreInputs.WaitingSince is { } published)
                {
                    await goneReasons.JudgeAsync(run, item, theirs, new CompanyNewsFacts(new() { Id = company.Id, Name = company.Name }, null, news.Title, published, null), cancellationToken);
                }
            }
        }
    }
}
