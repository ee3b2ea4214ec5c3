using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Refuses what HubSpot refuses: unknown properties, values of the wrong kind, missing and doubled ones.</summary>
internal static class PropertyRules
{
    public static void CheckCreate(World world, ObjectType type, IReadOnlyDictionary<string, string?> values)
    {
        CheckUpdate(world, type, values, self: null);
        var missing = type.Required.Where(name => string.IsNullOrEmpty(values.GetValueOrDefault(name))).ToArray();
        if (missing.Length > 0)
        {
            throw new HubSpotError(400, "VALIDATION_ERROR", $"Error creating {type.Singular.ToUpperInvariant()}. Some required properties were not set.")
            {
                Context = new JsonObject { ["properties"] = new JsonArray([.. missing.Select(name => JsonValue.Create(name))]) },
            };
        }
    }

    public static void CheckUpdate(World world, ObjectType type, IReadOnlyDictionary<string, string?> values, string? self)
    {
        var problems = values.Select(pair => Problem(world, type, pair.Key, pair.Value, self)).OfType<JsonObject>().ToArray();
        if (problems.Length > 0)
        {
            throw Invalid(problems);
        }

        if (type == ObjectTypes.Contacts && values.GetValueOrDefault("email") is { Length: > 0 } email
            && FindBy(world, type, "email", email) is { } owner && owner.Id != self)
        {
            throw HubSpotError.Conflict($"Contact already exists. Existing ID: {owner.Id}");
        }
    }

    public static CrmObject? FindBy(World world, ObjectType type, string property, string value) =>
        world.Objects(type).All.FirstOrDefault(record =>
            !record.Archived && string.Equals(record[property], value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Times are stored the way HubSpot returns them, whichever way they came.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Normalise(World world, ObjectType type, IReadOnlyDictionary<string, string?> values) =>
        values.Select(pair => PropertyCatalogue.Find(world, type, pair.Key) is { Type: "datetime" } && Wire.ParseTime(pair.Value) is { } time
            ? new KeyValuePair<string, string?>(pair.Key, Wire.Time(time))
            : pair);

    private static JsonObject? Problem(World world, ObjectType type, string name, string? value, string? self)
    {
        var property = PropertyCatalogue.Find(world, type, name);
        return property switch
        {
            null => Entry("PROPERTY_DOESNT_EXIST", name, $"Property \"{name}\" does not exist"),
            { ReadOnly: true } => Entry("READ_ONLY_VALUE", name, $"\"{name}\" is a read only property; its value cannot be set."),
            _ when string.IsNullOrEmpty(value) => null,
            { Type: "number" } when Wire.ParseNumber(value) is null => Entry("INVALID_DOUBLE", name, $"{value} was not a valid number."),
            { Type: "datetime" } when Wire.ParseTime(value) is null => Entry("INVALID_LONG", name, $"{value} was not a valid long."),
            { Type: "enumeration", Options.Count: > 0 } when property.Options.All(option => option.Value != value) =>
                Entry("INVALID_OPTION", name, $"{value} was not one of the allowed options: [{string.Join(", ", property.Options.Select(option => option.Value))}]"),
            { Unique: true, HubSpotDefined: false } when FindBy(world, type, name, value) is { } other && other.Id != self =>
                Entry("CONFLICTING_UNIQUE_VALUE", name, $"{other.Id} already has that value."),
            _ when name == "dealstage" && Pipelines.FindStage(value) is null =>
                Entry("INVALID_OPTION", name, $"{value} was not one of the allowed options: [{string.Join(", ", Pipelines.Stages.Select(stage => stage.Id))}]"),
            _ when name == "pipeline" && value != Pipelines.DefaultId => Entry("INVALID_OPTION", name, $"{value} was not one of the allowed options: [default]"),
            _ when name == "hs_pipeline_stage" && Pipelines.TicketStages.All(stage => stage.Id != value) =>
                Entry("INVALID_OPTION", name, $"{value} was not one of the allowed options: [{string.Join(", ", Pipelines.TicketStages.Select(stage => stage.Id))}]"),
            _ when name == "hubspot_owner_id" && Owners.All.All(owner => owner.Id != value) =>
                Entry("INVALID_OWNER_ID", name, $"Owner with id \"{value}\" doesn't exist."),
            _ when name == "email" && !LooksLikeAddress(value) => Entry("INVALID_EMAIL", name, $"Email address {value} is invalid"),
            _ => null,
        };
    }

    private static bool LooksLikeAddress(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == value.LastIndexOf('@') && value.IndexOf('.', at) > at + 1 && !value.EndsWith('.') && !value.Any(char.IsWhiteSpace);
    }

    private static JsonObject Entry(string code, string name, string message) => new()
    {
        ["isValid"] = false,
        ["message"] = message,
        ["error"] = code,
        ["name"] = name,
        ["localizedErrorMessage"] = message,
    };

    private static HubSpotError Invalid(JsonObject[] problems)
    {
        var list = new JsonArray([.. problems]);
        return new HubSpotError(400, "VALIDATION_ERROR", "Property values were not valid: " + list.ToJsonString(JsonSerializerOptions.Web))
        {
            Errors = [.. problems.Select(problem => new JsonObject
            {
                ["message"] = problem["message"]!.GetValue<string>(),
                ["code"] = problem["error"]!.GetValue<string>(),
                ["context"] = new JsonObject { ["propertyName"] = new JsonArray(problem["name"]!.GetValue<string>()) },
            })],
        };
    }
}
