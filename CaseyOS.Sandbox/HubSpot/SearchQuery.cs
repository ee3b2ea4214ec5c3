using System.Globalization;
using System.Text.Json;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>A search request within HubSpot's limits: 200 a page, 5 groups of 6 filters, 3 000 characters, 10 000 results.</summary>
internal sealed class SearchQuery
{
    private const int MaxResults = 10_000;

    private readonly ObjectType type;
    private readonly List<List<SearchFilter>> groups = [];
    private readonly string? text;
    private readonly (string Property, bool Descending)? sort;

    public SearchQuery(World world, ObjectType type, JsonElement json)
    {
        this.type = type;
        if (json.GetRawText().Length > 3000)
        {
            throw HubSpotError.BadRequest("The request body is larger than the 3000 characters that a search may have.");
        }

        Limit = Body.Int(json, "limit", 10, 1, 200);
        Offset = ReadAfter(Body.String(json, "after"));
        text = Body.String(json, "query");
        Properties = Body.Strings(json, "properties");
        ReadGroups(world, json);
        sort = ReadSort(json);
        if (Offset + Limit > MaxResults)
        {
            throw HubSpotError.BadRequest($"The requested page would exceed the {MaxResults} results that a search can return.");
        }
    }

    public int Limit { get; }

    public int Offset { get; }

    public IReadOnlyList<string> Properties { get; }

    public IReadOnlyList<CrmObject> Run(World world)
    {
        var found = world.SearchIndex.See(world.Objects(type)).Where(Matches);
        var ordered = sort switch
        {
            null => found.OrderBy(record => record.CreatedAt),
            (var property, true) => found.OrderByDescending(record => Values.SortKey(record[property])),
            (var property, false) => found.OrderBy(record => Values.SortKey(record[property])),
        };
        return [.. ordered.ThenBy(record => Values.SortKey(record.Id))];
    }

    private bool Matches(CrmObject record) =>
        (groups.Count == 0 || groups.Any(group => group.All(filter => filter.Accepts(record))))
        && (string.IsNullOrWhiteSpace(text) || record.Properties.Values.Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase)));

    private static int ReadAfter(string? after)
    {
        if (string.IsNullOrEmpty(after))
        {
            return 0;
        }

        return int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw HubSpotError.BadRequest($"There was a problem with the request. Invalid paging value after: {after}");
    }

    private void ReadGroups(World world, JsonElement json)
    {
        foreach (var group in Body.Array(json, "filterGroups"))
        {
            groups.Add([.. Body.Array(group, "filters").Select(filter => SearchFilter.Read(world, filter, type))]);
        }

        if (groups.Count > 5 || groups.Any(group => group.Count > 6) || groups.Sum(group => group.Count) > 18)
        {
            throw HubSpotError.BadRequest("There was a problem with the request. A search has at most 5 filterGroups, 6 filters each and 18 in all.");
        }
    }

    /// <summary>Written either as a name (a minus before it turns the order) or as an object with a direction.</summary>
    private static (string Property, bool Descending)? ReadSort(JsonElement json)
    {
        var sorts = Body.Array(json, "sorts").ToArray();
        return sorts.Length switch
        {
            0 => null,
            > 1 => throw HubSpotError.BadRequest("There was a problem with the request. Only one sort is supported."),
            _ when sorts[0].ValueKind == JsonValueKind.String => (sorts[0].GetString()!.TrimStart('-'), sorts[0].GetString()!.StartsWith('-')),
            _ => (Body.String(sorts[0], "propertyName") ?? throw HubSpotError.BadRequest("There was a problem with the request. A sort needs a propertyName."),
                Body.String(sorts[0], "direction") == "DESCENDING"),
        };
    }
}
