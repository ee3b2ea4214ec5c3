using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Core.Queue;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>What the user publishes, by the feeds that the configuration names. One request per feed and run; none without feeds.</summary>
public sealed class FeedSource(
    IHttpClientFactory http, AccountStore accounts, AccountPolicy policy, RuleBook rules, IOwnerTimeZones zones, IOptions<SignalOptions> options) : ISignalSource
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "content";

    /// <summary>The client: its addresses come from the configuration alone, never from data.</summary>
    public const string HttpClientName = "feeds";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OwnerId>> GetOwnersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<OwnerId>>([OwnerId.System]);

    /// <inheritdoc/>
    public async Task RunAsync(OwnerId owner, SourceRun run, CancellationToken cancellationToken)
    {
        if (options.Value.ContentFeeds.Length == 0 || policy.DefaultOwner is not { } email)
        {
            run.NextCursor = Cursors.Text(run.StartedAt);
            return;
        }

        // The configuration names the company's feeds, so what appears there is its default owner's.
        var whose = (await accounts.EnsureAsync(email, cancellationToken)).Owner;
        var theirs = await rules.ForAsync(whose, await zones.GetAsync(whose, cancellationToken), cancellationToken);
        foreach (var feed in options.Value.ContentFeeds)
        {
            var entries = FeedReader.Read(await ReadAsync(feed, cancellationToken));
            run.Import(others: entries.Count);
            foreach (var signal in entries.SelectMany(entry => theirs.Detect(entry, SignalSource.Content)))
            {
                await run.TakeAsync(signal, cancellationToken);
            }
        }

        run.NextCursor = Cursors.Text(run.StartedAt);
    }

    private async Task<string> ReadAsync(Uri feed, CancellationToken cancellationToken)
    {
        const string What = "Reading a feed";
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        using var answer = await ConnectorHttp.SendAsync(http.CreateClient(HttpClientName), request, SourceName, What, cancellationToken);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStringAsync(cancellationToken)
            : throw new ConnectorException(SourceName, $"{What} did not work: {feed.Host} answered {(int)answer.StatusCode}.", (int)answer.StatusCode, ConnectorHttp.IsTransient(answer.StatusCode));
    }
}
