using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>
/// Searches to the end, in the order of modification. A record that changes while we page moves to the end of that order
/// and shifts the others forward, so counting offsets would skip some; and no query may go beyond 10 000 results. Therefore
/// each page starts at the last modification time seen, which is the same number of calls and has neither problem.
/// </summary>
internal sealed class HubSpotSearch(HubSpotApi api, IOptions<HubSpotOptions> options)
{
    /// <summary>Pages of records modified at or after <paramref name="since"/>; a record appears again only when it changed meanwhile.</summary>
    /// <remarks>How many there are in all stands in the first page; <paramref name="total"/> hears of it, so that nobody has to ask.</remarks>
    public async IAsyncEnumerable<IReadOnlyList<WireObject>> PagesAsync(
        string type, string modifiedProperty, DateTimeOffset? since, IReadOnlyList<WireFilter> filters, IReadOnlyList<string> properties,
        Action<int>? total, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<(string Id, DateTimeOffset? Modified)> seen = [];
        var after = "0";
        while (true)
        {
            List<WireFilter> all = [.. filters];
            if (since is { } from)
            {
                all.Add(new(modifiedProperty, "GTE", HubSpotProperties.FilterValue(from)));
            }

            var query = new WireSearch(all.Count == 0 ? [] : [new(all)], [modifiedProperty], properties, options.Value.PageSize, after);
            var page = await api.ReadAsync<WirePage<WireObject>>(api.Objects($"{type}/search"), query, "Searching HubSpot", cancellationToken);
            var results = page.Results ?? [];
            if (page.Total is { } count && total is not null)
            {
                total(count);
                total = null;
            }

            yield return [.. results.Where(record => seen.Add((record.Id, record.Time(modifiedProperty))))];

            if (page.Paging?.Next?.After is not { } next || results.Count == 0)
            {
                yield break;
            }

            // A page full of records of one and the same moment cannot move the start: then the offset has to do.
            var last = results[^1].Time(modifiedProperty);
            (since, after) = last is not null && last > (since ?? results[0].Time(modifiedProperty)) ? (last, "0") : (since, next);
        }
    }
}
