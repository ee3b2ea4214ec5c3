using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>
/// Searches to the end, in the order of record ids. An offset would skip records when others change while we page, and no
/// query may go beyond 10 000 results; so each page is a query of its own that starts behind the last id seen. Ids never
/// change: no record is missed or read twice, however many there are, and it costs exactly as many calls as there are pages.
/// </summary>
internal sealed class HubSpotSearch(HubSpotApi api, IOptions<HubSpotOptions> options)
{
    private const string Id = "hs_object_id";

    /// <summary>Pages of records modified at or after <paramref name="since"/>. What changes behind the page is seen by whoever asks for changes since our start.</summary>
    /// <remarks>How many there are in all stands in the first page; <paramref name="total"/> hears of it, so that nobody has to ask.</remarks>
    public async IAsyncEnumerable<IReadOnlyList<WireObject>> PagesAsync(
        string type, string modifiedProperty, DateTimeOffset? since, IReadOnlyList<WireFilter> filters, IReadOnlyList<string> properties,
        Action<int>? total, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<WireFilter> wanted = since is { } from ? [.. filters, new(modifiedProperty, "GTE", HubSpotProperties.FilterValue(from))] : filters;
        for (string? last = null; ;)
        {
            IReadOnlyList<WireFilter> all = last is null ? wanted : [.. wanted, new(Id, "GT", last)];
            var query = new WireSearch(all.Count == 0 ? [] : [new(all)], [Id], properties, options.Value.PageSize, "0");
            var page = await api.ReadAsync<WirePage<WireObject>>(api.Objects($"{type}/search"), query, "Searching HubSpot", cancellationToken);
            var results = page.Results ?? [];
            if (last is null && page.Total is { } count)
            {
                total?.Invoke(count);
            }

            yield return results;
            if (page.Paging?.Next?.After is null || results.Count == 0)
            {
                yield break;
            }

            last = results[^1].Id;
        }
    }

    /// <summary>The first page in the order of a property that never changes, such as the id: whoever filters by the last value seen goes on from there.</summary>
    public Task<WirePage<WireObject>> PageAsync(
        string type, string sort, IReadOnlyList<WireFilter> filters, IReadOnlyList<string> properties, CancellationToken cancellationToken) =>
        api.ReadAsync<WirePage<WireObject>>(
            api.Objects($"{type}/search"), new WireSearch([new(filters)], [sort], properties, options.Value.PageSize, "0"), "Searching HubSpot", cancellationToken);
}
