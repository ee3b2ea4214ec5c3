using CaseyOS.Core.Connectors.Resilience;
using CaseyOS.Core.Signals.Rules;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>The feeds that the configuration names, one request each. Their addresses come from the configuration alone, never from data.</summary>
public sealed class ContentFeeds(IHttpClientFactory http, IOptions<SignalOptions> options)
{
    /// <summary>The client for them.</summary>
    public const string HttpClientName = "feeds";

    /// <summary>The entries of all feeds.</summary>
    /// <exception cref="ConnectorException">A feed does not answer.</exception>
    /// <exception cref="System.Xml.XmlException">A feed is neither RSS nor Atom.</exception>
    public async Task<IReadOnlyList<ContentFacts>> ReadAsync(CancellationToken cancellationToken)
    {
        List<ContentFacts> entries = [];
        foreach (var feed in options.Value.ContentFeeds)
        {
            entries.AddRange(FeedReader.Read(await ReadAsync(feed, cancellationToken)));
        }

        return entries;
    }

    private async Task<string> ReadAsync(Uri feed, CancellationToken cancellationToken)
    {
        const string What = "Reading a feed";
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        using var answer = await ConnectorHttp.SendAsync(http.CreateClient(HttpClientName), request, FeedSource.SourceName, What, cancellationToken);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStringAsync(cancellationToken)
            : throw new ConnectorException(FeedSource.SourceName, $"{What} did not work: {feed.Host} answered {(int)answer.StatusCode}.", (int)answer.StatusCode, ConnectorHttp.IsTransient(answer.StatusCode));
    }
}
