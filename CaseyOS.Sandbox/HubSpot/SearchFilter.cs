using System.Text.Json;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>One condition of a search, checked when it is read.</summary>
internal sealed class SearchFilter
{
    private readonly string property;
    private readonly string operation;
    private readonly string value;
    private readonly string highValue;
    private readonly IReadOnlyList<string> values;
    private readonly World world;
    private readonly ObjectType? associated;

    private SearchFilter(World world, JsonElement json, ObjectType type)
    {
        this.world = world;
        property = Body.String(json, "propertyName") ?? throw Bad("propertyName is required in every filter");
        operation = Body.String(json, "operator") ?? throw Bad("operator is required in every filter");
        value = Body.String(json, "value") ?? "";
        highValue = Body.String(json, "highValue") ?? "";
        values = Body.Strings(json, "values");
        if (property.StartsWith("associations.", StringComparison.Ordinal))
        {
            associated = ObjectTypes.Find(property["associations.".Length..]) ?? throw Bad($"{property} is not a known association");
        }
        else if (PropertyCatalogue.Find(world, type, property) is null)
        {
            throw Bad($"Property {property} does not exist");
        }

        CheckOperands();
    }

    public static SearchFilter Read(World world, JsonElement json, ObjectType type) => new(world, json, type);

    public bool Accepts(CrmObject record)
    {
        if (associated is not null)
        {
            var ids = world.Links.Of(record.Type, record.Id).Where(link => link.ToType == associated.Name).Select(link => link.ToId).ToArray();
            return operation switch
            {
                "HAS_PROPERTY" => ids.Length > 0,
                "NOT_HAS_PROPERTY" => ids.Length == 0,
                "NEQ" or "NOT_IN" => ids.All(id => !Compare(id)),
                _ => ids.Any(Compare),
            };
        }

        var actual = record[property];
        return operation switch
        {
            "HAS_PROPERTY" => actual is not null,
            "NOT_HAS_PROPERTY" => actual is null,
            "NEQ" or "NOT_CONTAINS_TOKEN" => actual is null || !Compare(actual),
            "NOT_IN" => actual is not null && !Compare(actual),
            _ => actual is not null && Compare(actual),
        };
    }

    private bool Compare(string actual) => operation switch
    {
        "EQ" or "NEQ" => Values.Order(actual, value) == 0,
        "LT" => Values.Order(actual, value) < 0,
        "LTE" => Values.Order(actual, value) <= 0,
        "GT" => Values.Order(actual, value) > 0,
        "GTE" => Values.Order(actual, value) >= 0,
        "BETWEEN" => Values.Order(actual, value) >= 0 && Values.Order(actual, highValue) <= 0,
        "IN" or "NOT_IN" => values.Any(candidate => Values.Order(actual, candidate) == 0),
        _ => Values.ContainsToken(actual, value),
    };

    private void CheckOperands()
    {
        var complete = operation switch
        {
            "HAS_PROPERTY" or "NOT_HAS_PROPERTY" => true,
            "IN" or "NOT_IN" => values.Count > 0,
            "BETWEEN" => value.Length > 0 && highValue.Length > 0,
            "EQ" or "NEQ" or "LT" or "LTE" or "GT" or "GTE" or "CONTAINS_TOKEN" or "NOT_CONTAINS_TOKEN" => value.Length > 0,
            _ => throw Bad($"{operation} is not a supported operator"),
        };
        if (!complete)
        {
            throw Bad($"operator {operation} requires its value for property {property}");
        }
    }

    private static HubSpotError Bad(string why) => HubSpotError.BadRequest("There was a problem with the request. " + why);
}
